import type { ComponentType, HTMLAttributes } from 'react';
import { glyphs } from './glyphs.ts';
import './icon.css';

/** An icon that says something by itself has `role="img"` and a name; any other is hidden from those who listen. */
export type Icon = ComponentType<Pick<HTMLAttributes<HTMLElement>, 'className' | 'role' | 'title' | 'aria-label' | 'aria-hidden'>>;

/**
 * An icon as a letter of a font. Where one types it must be no drawing: each has a place of its own in what is painted, through which every key
 * goes. The letter is written by the style sheet and is no text of the page.
 */
function icon(name: keyof typeof glyphs): Icon {
  return function IconLetter({ className, ...rest }) {
    return <i {...rest} className={className === undefined ? 'icon' : `icon ${className}`} data-glyph={glyphs[name]} />;
  };
}

export const ArrowDown = icon('arrow-down');
export const ArrowLeft = icon('arrow-left');
export const ArrowRight = icon('arrow-right');
export const ArrowUp = icon('arrow-up');
export const Ban = icon('ban');
export const Building2 = icon('building-2');
export const ChartNoAxesColumn = icon('chart-no-axes-column');
export const Check = icon('check');
export const CheckCheck = icon('check-check');
export const ChevronDown = icon('chevron-down');
export const ChevronLeft = icon('chevron-left');
export const ChevronRight = icon('chevron-right');
export const ChevronUp = icon('chevron-up');
export const ChevronsDown = icon('chevrons-down');
export const ChevronsUp = icon('chevrons-up');
export const CircleCheck = icon('circle-check');
export const CircleHelp = icon('circle-question-mark');
export const CircleX = icon('circle-x');
export const CloudOff = icon('cloud-off');
export const Copy = icon('copy');
export const CopyPlus = icon('copy-plus');
export const FileSpreadsheet = icon('file-spreadsheet');
export const FolderOpen = icon('folder-open');
export const GitFork = icon('git-fork');
export const GitMerge = icon('git-merge');
export const History = icon('history');
export const Inbox = icon('inbox');
export const Info = icon('info');
export const ListChecks = icon('list-checks');
export const LoaderCircle = icon('loader-circle');
export const Lock = icon('lock');
export const MessageSquareQuote = icon('message-square-quote');
export const MessageSquareText = icon('message-square-text');
export const PackageCheck = icon('package-check');
export const PencilLine = icon('pencil-line');
export const Plus = icon('plus');
export const Printer = icon('printer');
export const Reply = icon('reply');
export const Search = icon('search');
export const Settings = icon('settings');
export const ShieldAlert = icon('shield-alert');
export const ShieldCheck = icon('shield-check');
export const ShieldQuestion = icon('shield-question-mark');
export const Split = icon('split');
export const Stamp = icon('stamp');
export const Trash2 = icon('trash-2');
export const TriangleAlert = icon('triangle-alert');
export const Undo2 = icon('undo-2');
export const User = icon('user');
export const X = icon('x');
