import { memo, useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Finding } from '../../../../shared/survey/findings.ts';
import type { Level } from '../../../../shared/survey/form.ts';
import type { Path } from '../../../../shared/survey/response.ts';
import { useLanguage, useText, type Print } from '../../../text/text.tsx';
import type { Tone } from '../../../ui/field/inputs.tsx';
import { glyphs } from '../../../ui/icon/glyphs.ts';
import { useLive, writeText, type Live } from '../../../ui/live.ts';
import { isComment } from '../../fill/review.ts';
import { useBeside, useFill, useFillState, useLiveBeside } from '../../fill/use.ts';
import { messageOf } from './message.ts';
import type { Language } from '../../../../shared/ipc/service.ts';

/**
 * What was found at a field, in the frame of the key. React draws the line when the first finding comes; from then on it is written, put in
 * and taken out past it. All findings are told whole when they are pointed at.
 */
export const MarginFindings = memo(function MarginFindings({ id, path }: { readonly id: string; readonly path: Path }) {
  const t = useText();
  const language = useLanguage();
  const live = useLiveFindings(path);
  const [drawn, setDrawn] = useState(() => live.now().length > 0);
  const line = useRef<HTMLParagraphElement>(null);
  const margin = useLive<HTMLDivElement, readonly Finding[]>(live, (place, found) => {
    const [worst, ...more] = found;
    if (holdsCursor(place)) place.removeAttribute('id');
    if (!worst) line.current?.remove();
    else if (!line.current) setDrawn(true);
    else {
      writeFinding(line.current, worst, more.length, t, language);
      if (!line.current.parentNode) place.append(line.current);
    }
  });
  return <div className="margin-findings" id={id} ref={margin} onPointerEnter={({ currentTarget }) => { currentTarget.title = wordsOf(live.now(), language); }}>{drawn && <Line place={line} />}</div>;
});

/** Whether the cursor stands in the question that a part of it belongs to. */
export function holdsCursor(part: HTMLElement): boolean {
  return part.closest('.question')?.contains(document.activeElement) === true;
}

/** Lets the parts of a question, by what finds them, describe its field again under their ids, once the cursor has left it. */
export function describeAgain(question: HTMLElement, parts: Readonly<Record<string, string>>): void {
  for (const [selector, id] of Object.entries(parts)) {
    const part = question.querySelector(selector);
    if (part && part.id !== id) part.id = id;
  }
}

/** One finding on a line of its own. */
export function FindingLine({ finding }: { readonly finding: Finding }) {
  const t = useText();
  const language = useLanguage();
  const line = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => { if (line.current) writeFinding(line.current, finding, 0, t, language); });
  return <div title={wordsOf([finding], language)}><Line place={line} /></div>;
}

/** A line that says nothing yet: {@link writeFinding} fills it. As few boxes as can be: each is made anew when the line comes back. */
const Line = memo(function Line({ place }: { readonly place: RefObject<HTMLParagraphElement | null> }) {
  return <p className="margin-finding" ref={place}><i className="icon" role="img" /><span /></p>;
});

const SIGNS = { error: glyphs['circle-x'], warning: glyphs['triangle-alert'], info: glyphs.info } as const satisfies Readonly<Record<Level, string>>;

/** Says the gravest finding of a field and how many `more` there are; only what is said otherwise than before is written. */
function writeFinding(line: HTMLElement, finding: Finding, more: number, t: Print, language: Language): void {
  const settled = finding.justification !== undefined;
  const [sign, words] = line.children as unknown as readonly [HTMLElement, HTMLElement];
  const look = `margin-finding level-${settled ? 'settled' : finding.level}`;
  if (line.className !== look) line.className = look;
  const name = t(`findings.${finding.level}`);
  if (sign.ariaLabel !== name) {
    sign.ariaLabel = name;
    sign.dataset['glyph'] = SIGNS[finding.level];
  }
  const others = more > 0 ? `${t('findings.more', { count: more + 1 })} ` : '';
  writeText(words, `${others}${messageOf(finding, language)}${settled ? ` (${t(isComment(finding) ? 'findings.hasReply' : 'findings.justified')})` : ''}`);
}

function wordsOf(findings: readonly Finding[], language: Language): string {
  return findings.map((finding) => messageOf(finding, language)).join('\n');
}

/** Findings of the shown stage that point to this path, the gravest first. */
export function useFindingsAt(path: Path): readonly Finding[] {
  const { fill } = useFill();
  useShownFindings();
  return useBeside(path, () => fill.findingsAt(path));
}

/** The same, to be written past React. */
export function useLiveFindings(path: Path): Live<readonly Finding[]> {
  const { fill } = useFill();
  useShownFindings();
  return useLiveBeside(path, useCallback(() => fill.findingsAt(path), [fill, path]));
}

/** The tone of the gravest of them, whatever it says. */
export function useToneAt(path: Path): Live<Tone> {
  const { fill } = useFill();
  useShownFindings();
  return useLiveBeside(path, useCallback(() => toneOf(fill.findingsAt(path)[0]), [fill, path]));
}

/** Repaints the caller when other findings are shown than before, of the same answers. */
function useShownFindings(): void {
  useFillState((state) => state.stage);
  useFillState((state) => state.compared);
}

export function toneOf(finding: Finding | undefined): Tone {
  if (!finding || finding.level === 'info' || finding.justification !== undefined) return 'plain';
  return finding.level === 'error' ? 'invalid' : 'warned';
}
