// What compiled messages need at run time: plural forms and numbers of one language.

/** Picks a form for `value`: an exact one (`=0`), else the one of its plural category, else `other`. */
export interface Format {
  plural(value: string | number, forms: Readonly<Record<string, string>>, ordinal?: boolean): string;
  select(value: string | number, forms: Readonly<Record<string, string>>): string;
  number(value: string | number): string;
}

export function formatOf(language: string): Format {
  // Made once they are wanted: each takes milliseconds on a slow telephone.
  let cardinals: Intl.PluralRules | undefined;
  let numbers: Intl.NumberFormat | undefined;
  const select: Format['select'] = (value, forms) => (Object.hasOwn(forms, value) ? forms[value] : forms['other']) ?? '';
  return {
    select,
    number: (value) => (numbers ??= new Intl.NumberFormat(language)).format(Number(value)),
    plural: (value, forms, ordinal) => {
      const rules = ordinal ? new Intl.PluralRules(language, { type: 'ordinal' }) : (cardinals ??= new Intl.PluralRules(language));
      return forms[`=${value}`] ?? select(rules.select(Number(value)), forms);
    },
  };
}
