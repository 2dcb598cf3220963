import type { FileVerdict } from '../../../shared/ipc/merge.ts';
import { useText } from '../../text/text.tsx';
import { StatusTag, type StatusLook } from '../../ui/StatusTag.tsx';
import { CheckCheck, CircleX, Hourglass, LoaderCircle, PackageCheck, ShieldCheck } from '../../ui/icon/icons.tsx';
import type { DeskFile } from './files.ts';

type Shown = FileVerdict['verdict'] | 'waiting' | 'verifying' | 'merging';

const looks = {
  waiting: { tone: 'neutral', icon: Hourglass },
  verifying: { tone: 'info', icon: LoaderCircle },
  merging: { tone: 'info', icon: LoaderCircle },
  verified: { tone: 'good', icon: ShieldCheck },
  merged: { tone: 'good', icon: PackageCheck },
  pending: { tone: 'warning', icon: Hourglass },
  'already-merged': { tone: 'neutral', icon: CheckCheck },
  refused: { tone: 'error', icon: CircleX },
} as const satisfies Record<Shown, StatusLook>;

/** How a bundle file stands. */
export function VerdictTag({ file }: { readonly file: DeskFile }) {
  const t = useText();
  const verdict = shownVerdict(file);
  return <StatusTag {...looks[verdict]}>{t(`merge.verdict.${verdict}`)}</StatusTag>;
}

function shownVerdict(file: DeskFile): Shown {
  if (file.verdict !== null) return file.verdict.verdict;
  if (file.failure !== null) return 'refused';
  if (Object.keys(file.steps).length === 0) return 'waiting';
  return file.steps[7] === undefined ? 'verifying' : 'merging';
}
