import { useEffect, useState } from 'react';
import type { OpenedResponse } from '../../../../shared/ipc/survey.ts';
import type { FormDefinition } from '../../../../shared/survey/form.ts';
import { templateOf } from '../../../../shared/survey/path.ts';
import { printMoved } from '../../../../shared/text/moved.ts';
import { useBridge } from '../../../service/program.tsx';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { useFill } from '../../fill/use.ts';
import { loadForm } from '../../forms.ts';
import { nodesOf } from '../../outline.ts';

/** What became of answers given in an older version of the form: those that have no place any more, and those that changed. */
export function Moved({ moved: { form, version, report } }: { readonly moved: NonNullable<OpenedResponse['moved']> }) {
  const t = useText();
  const language = useLanguage();
  const bridge = useBridge();
  const { session } = useFill();
  const [before, setBefore] = useState<FormDefinition | null>(null);
  useEffect(() => {
    let wanted = true;
    void loadForm(bridge, form).then((loaded) => {
      if (wanted) setBefore(loaded.ok ? loaded.value.definition : session.form);
    });
    return () => { wanted = false; };
  }, [bridge, form, session]);
  const wording = before && {
    before, after: session.form, language,
    numberOf: (repeat: string, row: string) => (nodesOf(session.form).get(templateOf(repeat))?.kind === 'repeat' ? session.rows(repeat).indexOf(row) + 1 : 0),
  };
  const aside = report.filter(({ to }) => to === null).length;
  return (
    <Banner tone={aside > 0 ? 'warning' : 'info'} title={t('form.movedTitle', { version })}>
      <details>
        <summary>{t('form.movedCount', { count: report.length, aside })}</summary>
        <ul>
          {wording && report.map((moved) => <li key={moved.from}>{printMoved(moved, wording)}</li>)}
        </ul>
      </details>
    </Banner>
  );
}
