import type { Plugin } from 'vite';

/** What react-aria tells a screen reader in Russian when a list opens or grows shorter. */
const STRINGS = /react-aria[\\/]dist[\\/]private[\\/]intl[\\/]combobox[\\/]ru-RU\.m?js$/;
const COUNT = /"countAnnouncement": [\s\S]*?,\n(?=\s*"focusAnnouncement")/;

const OURS = `"countAnnouncement": ({ optionCount }, formatter) => formatter.plural(optionCount, {
  one: () => \`Доступен \${formatter.number(optionCount)} вариант.\`,
  few: () => \`Доступно \${formatter.number(optionCount)} варианта.\`,
  other: () => \`Доступно \${formatter.number(optionCount)} вариантов.\`,
}),
`;

/** react-aria counts the choices of a list as «параметры», with the plurals of English («2 параметров»), and offers no way to say it otherwise. The build fails where it no longer says so. */
export function russianLists(): Plugin {
  let met = false;
  return {
    name: 'svod-russian-lists',
    transform(code, id) {
      if (!STRINGS.test(id)) return null;
      if (!COUNT.test(code)) this.error('react-aria has other Russian strings than before: read them, and mend build/russianLists.ts.');
      met = true;
      return { code: code.replace(COUNT, () => OURS), map: null };
    },
    buildEnd(error) {
      if (!error && !met) this.error('react-aria keeps its Russian strings elsewhere than before: mend build/russianLists.ts.');
    },
  };
}
