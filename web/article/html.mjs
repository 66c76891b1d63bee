// HTML from data: every value is escaped, unless it is HTML that was made here.
class Html {
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (value) => String(value).replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
const part = (value) => {
  if (value === undefined || value === null || value === false) return '';
  if (Array.isArray(value)) return value.map(part).join('');
  return value instanceof Html ? value.text : escape(value);
};

export const html = (strings, ...values) => new Html(strings.map((text, index) => text + (index < values.length ? part(values[index]) : '')).join(''));

/** A link where the profile has one, else only the words. */
export const link = (url, words) => (url ? html`<a href="${url}">${words}</a>` : html`${words}`);
