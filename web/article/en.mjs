// The help article in English. Everything of the provider comes from `a`, which is read out of the profile.
import { html, link } from './html.mjs';

export const words = {
  title: 'Troubleshoot e-mail',
  description: 'Can’t send or receive e-mail? Here are the usual causes, and what to do about them.',
  incoming: 'Incoming mail',
  outgoing: 'Outgoing mail',
  settingsOf: { server: 'Server', port: 'Port', security: 'Encryption', username: 'Username', password: 'Password' },
  security: { tls: 'SSL/TLS', starttls: 'STARTTLS', none: 'None' },
  support: { form: 'Write to support', chat: 'Chat with support', telephone: 'Call support', email: 'E-mail support from another address' },
  other: 'På svenska',
  fallback: 'The examination starts here if your browser can run it. If not, the advice on this page helps you on your way.',
  practice: {
    title: 'Practice page',
    intro: 'Try the examination here on make-believe servers. Choose what should be wrong, and see what the examination finds.',
    all: 'All servers healthy',
    list: 'Choose a fault',
    none: 'The practice servers are not running just now.',
  },
};

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export function article(a, parts) {
  return html`
<h1>Troubleshoot e-mail</h1>
<p class="lead">Trouble with your e-mail? Begin with the examination below. It asks what is wrong, compares your settings and tells you what to do.</p>
<p>If you read your e-mail in a program or an app, a setting is usually wrong. If you use ${link(a.links.webmail, a.words.webmail)} in the browser, the page or the network may be the trouble. Further down are the usual causes, one at a time.</p>

${parts.widget}

<section id="abroad">
<h2>You are abroad</h2>
<p>Are you at a hotel in another country, or in a country that restricts the internet? Then the network may stop your e-mail although nothing is wrong with it.</p>
<ul>
<li>Try another network, such as mobile data instead of the hotel’s Wi-Fi.</li>
<li>Try a VPN to your home country. A VPN is a service that leads your traffic home through a protected tunnel. Not every network lets it through.</li>
<li>Is a VPN on already? Switch it off for a while. Sometimes the VPN’s own address is what is blocked.</li>
</ul>
</section>

${a.hasInvoices && html`<section id="invoice">
<h2>An invoice is unpaid</h2>
<p>E-mail can stop because the service is switched off. That happens when an invoice has not been paid.</p>
<ul>
<li>${link(a.links.invoices ?? a.links['control-panel'], `Log in to ${a.words.controlPanel}`)} and see whether an invoice is unpaid. Pay it, and the service is switched on again.</li>
<li>Does somebody else pay? Ask that person to look.</li>
<li>${link(a.links['contact-data'], 'Keep your contact details up to date')}, so that the next invoice reaches you. A reminder may have gone to the very mailbox that does not work.</li>
</ul>
</section>`}

<section id="settings">
<h2>A setting is wrong</h2>
<p>Compare the settings in your mail program with these, row by row.</p>
${parts.table(words.incoming, a.incoming)}
${parts.table(words.outgoing, a.outgoing)}
<p>In the box for the password, type ${a.words.mailPassword}, the one that you set in ${a.words.controlPanel}. It is not the same as ${a.words.controlPanelLogin}. Forgotten it? ${link(a.links['password-reset'], 'Choose a new one')} and type it into all your programs.</p>
</section>

${a.limits.address && html`<section id="limit">
<h2>You have sent too many messages</h2>
<p>To protect everybody from spam, there is a limit to how much may be sent. Each recipient counts, also those in Cc and Bcc.</p>
<ul>
<li>One e-mail address may normally send to ${a.limits.address.amount} recipients ${a.windowOf('address')}.</li>
${a.limits.domain && html`<li>The whole domain, which is all after the @ in the address, may send to ${a.limits.domain.amount} recipients ${a.windowOf('domain')}.</li>`}
${a.limits.message && html`<li>One single message may have ${a.limits.message.amount} recipients at the most.</li>`}
</ul>
<p>When the limit is reached, nothing more leaves for ${a.durationOf('address')}. Wait until the time is over. Then send once more what did not arrive, for it is not sent by itself.</p>
</section>`}

<section id="support">
<h2>Does nothing of this help?</h2>
<p>Contact support at ${a.words.provider}, and we help you on. Copy the report from the examination and send it along.</p>
${parts.support}
</section>

<section class="helpful" id="helpful" aria-labelledby="question">
<h2 id="question">Was this article helpful?</h2>
<p class="answers" hidden><button type="button" value="yes">Yes</button> <button type="button" value="no">No</button></p>
<p class="thanks" role="status" hidden>Thank you! The answer stays on this page.</p>
</section>

<section id="related">
<h2>Related articles</h2>
<ul class="links">
${a.links.article && html`<li>${link(a.links.article, `More help from ${a.words.provider}`)}</li>`}
${a.links['password-reset'] && html`<li>${link(a.links['password-reset'], `Change ${a.words.mailPassword}`)}</li>`}
${a.links.status && html`<li>${link(a.links.status, 'Current disturbances')}</li>`}
${a.links.privacy && html`<li>${link(a.links.privacy, 'How personal data is handled')}</li>`}
</ul>
</section>`;
}

export const values = (a) => ({
  username: capital(a.words.username),
  password: `${capital(a.words.mailPassword)}, set in ${a.words.controlPanel}`,
  duration: (minutes) => (minutes === 1440 ? '24 hours' : `${minutes} minutes`),
  window: (minutes) => (minutes === 60 ? 'per hour' : minutes === 1440 ? 'per day' : `in ${minutes} minutes`),
});
