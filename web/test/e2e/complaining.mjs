// Five people who know their complaint only: what each answers when asked, what stands in the program (`rows`), and what must
// come of it: one of these causes, and this first thing to do (advice; or rule and field of what is to be mended).
export const people = {
  'in a hotel in Shanghai, and the bridge is out of reach, too': {
    timezoneId: 'Asia/Shanghai', bridge: 'silent', presses: 8,
    answers: { symptom: 'cannot-send-or-receive', 'mail-access': 'program', 'worked-before': 'network-changed', network: 'abroad-hotel', vpn: 'off', 'webmail-opens': 'opens', 'mail-in-webmail': 'seen', 'refused-logins': 'few-or-none' }, paste: '',
    causes: ['network-blocks-mail'], first: 'use-webmail', unknown: ['vpn', 'webmail-opens'],
  },
  'who has not paid, because somebody else does, and saw no reminder': {
    presses: 8,
    answers: { symptom: 'cannot-send-or-receive', 'mail-access': 'both', 'worked-before': 'nothing-changed', network: 'usual-network', vpn: 'off', 'webmail-opens': 'opens-but-refuses-login', invoice: 'cannot-see', 'who-else': 'others-too', 'refused-logins': 'many', 'other-network': 'fails-there' },
    causes: ['service-suspended'], first: 'ask-the-payer', unknown: ['other-network', 'vpn'],
  },
  'with new broadband and the old company’s server for outgoing mail': {
    presses: 12, rows: { 'outgoing.host': 'mailout.telia.com' },
    answers: { symptom: 'cannot-send', 'mail-access': 'program', 'worked-before': 'network-changed', network: 'new-network', vpn: 'off', 'webmail-opens': 'opens', 'failing-recipients': 'everybody', 'recipients-last-hour': 'few' }, paste: '0x800CCC0E',
    causes: ['wrong-settings', 'old-access-provider'], first: 'host-of-access-provider outgoing.host', unknown: ['webmail-opens', 'network'],
  },
  'who wrote to 420 people in Bcc, and is refused since 14.42': {
    presses: 8,
    answers: { symptom: 'cannot-send', 'mail-access': 'program', 'worked-before': 'nothing-changed', network: 'usual-network', vpn: 'off', 'failing-recipients': 'everybody', 'recipients-last-hour': 'over-address-limit', 'webmail-opens': 'opens' },
    causes: ['sending-limit-address'], first: 'wait', unknown: ['worked-before', 'network'],
  },
  'with a new telephone, pop.websupport.se and port 993': {
    presses: 12, rows: { 'incoming.host': 'pop.websupport.se', 'incoming.port': '993' },
    answers: { symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device', network: 'usual-network', vpn: 'off', 'webmail-opens': 'opens', 'mail-in-webmail': 'seen' },
    causes: ['wrong-settings'], first: 'host-protocol-mismatch incoming.host', unknown: ['webmail-opens', 'mail-in-webmail'],
  },
};
