import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { ValueOf } from '../../../shared/ipc/api.ts';
import type { CompanyRow } from '../../../shared/ipc/survey.ts';
import { shortName } from '../../../shared/text/personName.ts';
import { useBridge, useProgram, useWorkspace } from '../../service/program.tsx';
import { useLanguage, useText, type Print } from '../../text/text.tsx';
import { printMoment, printSavedDay } from '../../ui/field/dates.ts';
import type { Column } from '../../ui/list/DataTable.tsx';
import { printNumber } from '../../ui/field/numbers.ts';
import type { CompanySort } from './companies.ts';
import { textIn } from '../outline.ts';
import { CompanyRowTag } from '../status.tsx';

/** What the list says of each company: to a ministry how far its form is, to the Commission what came and whether it agrees. */
export function useCompanyColumns(): readonly Column<CompanyRow, CompanySort>[] {
  const t = useText();
  const language = useLanguage();
  const { now } = useProgram();
  const regions = useRegions();
  const { role, country } = useWorkspace();
  const ministry = role === 'ministry';
  // Identifiers of Kyrgyzstan have fourteen digits, those of a ministry elsewhere twelve at most.
  const long = !ministry || country === 'KG';
  return useMemo(() => {
    const regionOf = (row: CompanyRow) => textIn(regions[row.region], language) || row.region;
    const filled = createFilled(t);
    const filling: readonly Column<CompanyRow, CompanySort>[] = [
      { id: 'progress', header: t('companies.progress'), width: '126px', fold: 1, look: 'companies-filled', cell: (row) => (row.required === 0 ? '–' : filled(row.answered, row.required)) },
      { id: 'findings', header: t('companies.findings'), width: '138px', align: 'end', cell: (row) => (row.errors + row.warnings === 0 ? '–' : `${printNumber(language, row.errors)} / ${printNumber(language, row.warnings)}`) },
    ];
    const saving: readonly Column<CompanyRow, CompanySort>[] = [
      { id: 'savedAt', header: t('companies.savedAt'), width: '100px', fold: 2, sort: 'savedAt', cell: (row) => (row.savedAt === null ? '' : printSavedDay(language, row.savedAt, now())), title: (row) => (row.savedAt === null ? '' : printMoment(language, row.savedAt)) },
      { id: 'person', header: t('companies.person'), width: 'minmax(104px, 126px)', fold: 5, cell: (row) => shortName(row.person), title: (row) => row.person },
    ];
    const merging: readonly Column<CompanyRow, CompanySort>[] = [
      { id: 'conflicts', header: t('companies.conflicts'), width: '120px', align: 'end', cell: (row) => (row.conflicts === 0 ? '–' : printNumber(language, row.conflicts)) },
    ];
    return [
      { id: 'state', header: t('companies.state'), width: '62px', fold: 3, cell: (row) => row.country },
      { id: 'number', header: t('companies.number'), width: long ? '148px' : '136px', sort: 'number', cell: (row) => row.number, title: (row) => row.number },
      { id: 'name', header: t('companies.name'), width: ministry ? 'minmax(200px, 1fr)' : 'minmax(220px, 4fr)', sort: 'name', look: 'companies-name', cell: (row) => row.shortName || row.name || t('companies.noName'), title: (row) => row.name },
      { id: 'status', header: t('companies.status'), width: '138px', sort: 'status', cell: (row) => <CompanyRowTag status={row.status} withdrawalAsked={row.withdrawalAsked} /> },
      ...(ministry ? filling : merging),
      { id: 'region', header: t('companies.region'), width: ministry ? 'minmax(104px, 188px)' : 'minmax(150px, 1.4fr)', fold: 4, cell: regionOf, title: regionOf },
      ...(ministry ? saving : []),
    ];
  }, [t, language, now, ministry, long, regions]);
}

/** The names of regions come a moment after the list, which does not wait for them. */
function useRegions(): ValueOf<'survey.regions'> {
  const bridge = useBridge();
  const [regions, setRegions] = useState<ValueOf<'survey.regions'>>({});
  useEffect(() => { void bridge.call('survey.regions', undefined).then((names) => { if (names.ok) setRegions(names.value); }); }, [bridge]);
  return regions;
}

/** How far a form is filled in: a bar and the words of it. Companies of the same figures share one picture. */
function createFilled(t: Print): (answered: number, required: number) => ReactNode {
  const known = new Map<string, ReactNode>();
  return (answered, required) => {
    const key = `${answered} ${required}`;
    const part = Math.min(100, (100 * answered) / Math.max(1, required));
    const picture = known.get(key) ?? <><span className={part < 100 ? 'companies-bar' : 'companies-bar companies-full'} style={{ backgroundSize: `${part}% 100%` }} />{t('form.answered', { answered, required })}</>;
    known.set(key, picture);
    return picture;
  };
}
