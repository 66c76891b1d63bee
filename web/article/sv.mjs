// The help article in Swedish. Everything of the provider comes from `a`, which is read out of the profile.
import { html, link } from './html.mjs';

export const words = {
  title: 'Felsöka e-post',
  description: 'Kan du inte skicka eller ta emot e-post? Här är de vanligaste orsakerna och vad du gör åt dem.',
  incoming: 'Inkommande e-post',
  outgoing: 'Utgående e-post',
  settingsOf: { server: 'Server', port: 'Port', security: 'Kryptering', username: 'Användarnamn', password: 'Lösenord' },
  security: { tls: 'SSL/TLS', starttls: 'STARTTLS', none: 'Ingen' },
  support: { form: 'Skriv till supporten', chat: 'Chatta med supporten', telephone: 'Ring supporten', email: 'Mejla supporten från en annan adress' },
  other: 'In English',
  fallback: 'Här startar undersökningen om din webbläsare klarar det. Annars hjälper råden på sidan dig på väg.',
  practice: {
    title: 'Övningssida',
    intro: 'Här provar du undersökningen mot låtsasservrar. Välj vad som ska vara fel, och se vad undersökningen hittar.',
    all: 'Alla servrar friska',
    list: 'Välj ett fel',
    none: 'Övningsservrarna är inte igång just nu.',
  },
};

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export function article(a, parts) {
  return html`
<h1>Felsöka e-post</h1>
<p class="lead">Krånglar e-posten? Börja med undersökningen här nedanför. Den frågar vad som är fel, jämför dina inställningar och säger vad du ska göra.</p>
<p>Läser du e-posten i ett program eller en app är det oftast en inställning som har blivit fel. Använder du ${link(a.links.webmail, a.words.webmail)} i webbläsaren kan det också vara sidan eller nätet som strular. Längre ner går vi igenom de vanligaste orsakerna, en i taget.</p>

${parts.widget}

<section id="utlandet">
<h2>Du är utomlands</h2>
<p>Är du på hotell i ett annat land, eller i ett land som hårt begränsar internet? Då kan nätet stoppa din e-post utan att det är något fel på den.</p>
<ul>
<li>Prova ett annat nät, till exempel mobildata i stället för hotellets wifi.</li>
<li>Prova ett VPN till ditt hemland. Ett VPN är en tjänst som leder din trafik hem genom en skyddad tunnel. Alla nät släpper inte fram det.</li>
<li>Har du redan ett VPN på? Stäng av det en stund. Ibland är det just VPN-tjänstens adress som är spärrad.</li>
</ul>
</section>

${a.hasInvoices && html`<section id="faktura">
<h2>En faktura är obetald</h2>
<p>E-posten kan sluta fungera för att tjänsten är avstängd. Det händer när en faktura inte har blivit betald.</p>
<ul>
<li>${link(a.links.invoices ?? a.links['control-panel'], `Logga in i ${a.words.controlPanel}`)} och se efter om någon faktura är obetald. Betala den, så slås tjänsten på igen.</li>
<li>Är det någon annan som betalar? Be den personen titta.</li>
<li>${link(a.links['contact-data'], 'Håll dina kontaktuppgifter aktuella')}, så att nästa faktura når dig. En påminnelse kan ha gått till just den e-post som inte fungerar.</li>
</ul>
</section>`}

<section id="installningar">
<h2>En inställning är fel</h2>
<p>Jämför inställningarna i ditt e-postprogram med de här, rad för rad.</p>
${parts.table(words.incoming, a.incoming)}
${parts.table(words.outgoing, a.outgoing)}
<p>I rutan för lösenord skriver du ${a.words.mailPassword}, det som du har satt i ${a.words.controlPanel}. Det är inte samma sak som ${a.words.controlPanelLogin}. Har du glömt det? ${link(a.links['password-reset'], 'Välj ett nytt')} och skriv in det i alla dina program.</p>
</section>

${a.limits.address && html`<section id="gransen">
<h2>Du har skickat för många mejl</h2>
<p>För att skydda alla mot skräppost finns en gräns för hur mycket som får skickas. Varje mottagare räknas, också de i Kopia och Hemlig kopia.</p>
<ul>
<li>En e-postadress får normalt skicka till ${a.limits.address.amount} mottagare ${a.windowOf('address')}.</li>
${a.limits.domain && html`<li>Hela domänen, alltså allt efter @ i adressen, får skicka till ${a.limits.domain.amount} mottagare ${a.windowOf('domain')}.</li>`}
${a.limits.message && html`<li>Ett enda mejl får ha högst ${a.limits.message.amount} mottagare.</li>`}
</ul>
<p>När gränsen är nådd går inget mer iväg på ${a.durationOf('address')}. Vänta ut tiden. Skicka sedan de mejl som inte kom fram en gång till, för de skickas inte av sig själva.</p>
</section>`}

<section id="support">
<h2>Hjälper inget av det här?</h2>
<p>Kontakta supporten hos ${a.words.provider}, så hjälper vi dig vidare. Kopiera gärna rapporten från undersökningen och skicka med den.</p>
${parts.support}
</section>

<section class="helpful" id="hjalpte" aria-labelledby="fraga">
<h2 id="fraga">Var artikeln till hjälp?</h2>
<p class="answers" hidden><button type="button" value="yes">Ja</button> <button type="button" value="no">Nej</button></p>
<p class="thanks" role="status" hidden>Tack! Svaret stannar på sidan.</p>
</section>

<section id="relaterat">
<h2>Relaterade artiklar</h2>
<ul class="links">
${a.links.article && html`<li>${link(a.links.article, `Mer hjälp från ${a.words.provider}`)}</li>`}
${a.links['password-reset'] && html`<li>${link(a.links['password-reset'], `Byt ${a.words.mailPassword}`)}</li>`}
${a.links.status && html`<li>${link(a.links.status, 'Aktuella driftstörningar')}</li>`}
${a.links.privacy && html`<li>${link(a.links.privacy, 'Så hanteras personuppgifter')}</li>`}
</ul>
</section>`;
}

export const values = (a) => ({
  username: capital(a.words.username),
  password: `${capital(a.words.mailPassword)}, som du har satt i ${a.words.controlPanel}`,
  duration: (minutes) => (minutes === 1440 ? 'ett dygn' : `${minutes} minuter`),
  window: (minutes) => (minutes === 60 ? 'per timme' : minutes === 1440 ? 'per dygn' : `på ${minutes} minuter`),
});
