import { useCallback, useMemo, type RefObject } from 'react';
import type { Path } from '../../../../shared/survey/response.ts';
import type { Command, Offer } from '../../../service/desk.ts';
import { useLanguage, useText } from '../../../text/text.tsx';
import { filterOptions, type Option } from '../../../ui/field/options.ts';
import { searchOf, tableAtCursor } from '../../fill/place.ts';
import { useFill } from '../../fill/use.ts';
import { isShown, nodesOf, sectionOf, textIn, type Section } from '../../outline.ts';

/** The number of a row, alone or after the word for it. */
const ROW = /^(?:стр(?:ок[аеу])?\.?|row|№|#)?\s*(\d{1,4})$/i;

/** Finds fields and tables by their numbers or words, in a row where one is named; the row of the table that the cursor `stood` in by its number alone. */
export function useFieldSearch(sections: readonly Section[], stood: RefObject<Path | null>): NonNullable<Offer['fields']> {
  const t = useText();
  const language = useLanguage();
  const { fill, session, only } = useFill();
  const options = useMemo<readonly Option[]>(() => [...nodesOf(session.form).values()].filter((node) => (!only || sectionOf(sections, node.path)) && node.kind !== 'group' && (node.kind === 'repeat' || isShown(node))).map((node) => ({
    value: `${node.number ?? node.name} ${node.path}`, label: textIn(node.label, language), note: node.number ?? node.name, names: Object.values(node.label),
  })), [session.form, language, only, sections]);
  return useCallback((text) => {
    const { search, row } = searchOf(text.trim(), (words) => filterOptions(options, words).length > 0, (name) => options.some(({ note }) => note?.toUpperCase() === name));
    const cursor = stood.current;
    const [, number] = ROW.exec(text.trim()) ?? [];
    const table = number === undefined ? null : tableAtCursor(session, cursor);
    const toRow = table === null ? [] : [{
      id: 'row', label: t('form.toRow', { row: Number(number) }), note: textIn(table.repeat.label, language),
      run: () => fill.goTo(table.template, Number(number), cursor),
    } satisfies Command];
    if (table !== null && !/^\d/.test(text.trim())) return toRow;
    return [...toRow, ...filterOptions(options, search).map((option): Command => {
      const template = option.value.slice(option.value.indexOf(' ') + 1);
      const section = sectionOf(sections, template);
      return {
        id: `field ${option.value}`, label: `${option.note ?? ''} ${option.label}`, note: [row === null ? '' : t('findings.row', { row }), section ? `${section.name} ${textIn(section.label, language)}` : ''].filter(Boolean).join(', '),
        run: () => fill.goTo(template, row, cursor),
      };
    })];
  }, [options, sections, fill, session, language, t, stood]);
}
