// How answers, fields and their values are called on screen.
import { DONT_KNOW } from './case.js';
import type { Guide } from './guide.js';
import type { Texts } from './i18n.js';

/** `incoming.host` -> "Server (incoming)". */
export function fieldLabel(texts: Texts, field: string): string {
  const [direction, name] = field.split('.');
  if (!name) return texts.text(`ui.field.${field}`);
  return texts.text(`ui.field.${direction}`, { field: texts.text(`ui.field.${name}`) });
}

/** A value as the person should read it: for closed lists our words, or for encryption those of their program; else the value itself. */
export function showValue(texts: Texts, field: string, value: string, guide?: Guide): string {
  const name = field.split('.').at(-1);
  if (name === 'security' && guide?.values[value]) return guide.values[value];
  if (name === 'security' || name === 'authentication') {
    const key = value === 'none' ? (name === 'security' ? 'securityNone' : 'authenticationNone') : value;
    return texts.text(`ui.value.${key}`);
  }
  return name === 'protocol' ? texts.text(`ui.value.${value}`) : value;
}

export const answerText = (texts: Texts, question: string, choice: string): string =>
  choice === DONT_KNOW ? texts.text('ui.dontKnow') : texts.text(`question.${question}.answer.${choice}`);
