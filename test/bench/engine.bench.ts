import { compileForm } from '../../shared/survey/engine/compile.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import { eachNode } from '../../shared/survey/engine/evaluate.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import { isMissing } from '../../shared/survey/response.ts';
import type { Session } from '../../shared/survey/session.ts';
import { fillIn } from '../helpers/filling.ts';
import { environment, formOf, group, q, repeat, rule } from '../helpers/form.ts';
import { microelectronics } from '../helpers/forms.ts';
import { TODAY, VALID_FAB } from '../helpers/microelectronics.ts';
import { quantile } from './measure.ts';

/** Milliseconds from one answer to the list of findings, for every question of a filled response in turn. */
function timeAnswers(session: Session, most: number): readonly number[] {
  const paths: Path[] = [];
  eachNode(session, (node, path) => {
    if (node.kind === 'question' && node.type !== 'calculate' && session.field(path).relevant) paths.push(path);
  });
  const step = Math.max(1, Math.floor(paths.length / most));
  return paths.filter((_, index) => index % step === 0).flatMap((path) => {
    const before = session.field(path).value;
    return [change(before), before].map((value) => {
      const start = performance.now();
      session.answer(path, value);
      session.findings();
      return performance.now() - start;
    });
  });
}

function change(value: Answer | null): Answer | null {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return /^\d{4}-/.test(value) ? '2001-02-03' : `${value}x`;
  return value === null || isMissing(value) ? null : value.slice(1);
}

/** The microelectronics form, filled, with so many products. */
function filledMicroelectronics(products: number): Session {
  const session = createSession(compileForm(microelectronics()), new Map(), environment(TODAY));
  fillIn(session, VALID_FAB);
  const section = VALID_FAB['J'] as { readonly product: readonly Record<string, Answer>[] };
  for (let row = session.rows('/J/product').length; row < products; row++) {
    const { row: id } = session.addRow('/J/product');
    const model = section.product[row % section.product.length] as Record<string, Answer>;
    for (const [name, value] of Object.entries(model)) session.answer(`/J/product[${id}]/${name}`, name === 'J03' ? `Type ${row}` : value);
  }
  return session;
}

/** A form of so many questions, a quarter of them calculated or conditional, with rules. */
function wideForm(questions: number): FormDefinition {
  const sections = Math.ceil(questions / 40);
  return formOf(
    Array.from({ length: sections }, (_, s) => group(`S${s}`, [
      ...Array.from({ length: 30 }, (__, i) => q(`a${s}_${i}`, 'decimal', { required: 'true()', constraint: '. >= 0' })),
      ...Array.from({ length: 5 }, (__, i) => q(`c${s}_${i}`, 'calculate', { calculation: `\${a${s}_${i}} + \${a${s}_${i + 1}}` })),
      ...Array.from({ length: 4 }, (__, i) => q(`r${s}_${i}`, 'text', { relevant: `\${a${s}_${i}} > 5`, required: 'true()' })),
      repeat(`t${s}`, [q(`x${s}`, 'decimal')]),
    ])),
    { rules: Array.from({ length: sections }, (_, s) => rule(`R${s}`, `\${a${s}_0} <= \${a${s}_1}`, [`/S${s}/a${s}_0`])) },
  );
}

function report(name: string, times: readonly number[], limit: number): void {
  const p95 = quantile(times, 0.95);
  console.log(`${name}\n  one answer to findings: p50 ${quantile(times, 0.5).toFixed(3)} ms, p95 ${p95.toFixed(3)} ms, most ${Math.max(...times).toFixed(2)} ms over ${times.length} answers\n  promised p95 ≤ ${limit} ms: ${p95 <= limit ? 'kept' : 'MISSED'}`);
}

const LIMIT = 4;
const session = filledMicroelectronics(200);
timeAnswers(session, 500);
report('Microelectronics form, 200 products', timeAnswers(session, 4_000), LIMIT);
for (const questions of [800, 8_000]) {
  const wide = createSession(compileForm(wideForm(questions)), new Map(), environment(TODAY));
  timeAnswers(wide, 300);
  report(`A form of ${questions} questions, empty: every required answer is missing`, timeAnswers(wide, 2_000), LIMIT);
}
