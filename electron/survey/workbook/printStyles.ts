/** How a cell looks; into those called `input…` a person may write. */
export type CellStyle =
  | 'plain' | 'title' | 'section' | 'head' | 'number' | 'label' | 'choice' | 'soft' | 'fixed' | 'total'
  | 'input' | 'inputInteger' | 'inputDecimal' | 'inputYear' | 'inputDate' | 'inputMark'
  | 'cell' | 'cellPercent';

interface Look {
  readonly font: keyof typeof FONTS;
  readonly fill: keyof typeof FILLS;
  readonly edged: boolean;
  /**
   * Number formats that every spreadsheet program has (18.8.30): 0 general, 1 `0`, 3 `#,##0`, 49 text; 164, the day as the Union writes it, and 165, a percentage. 14, the date of
   * the program's language, would show 11 September as 9/11 where the program speaks American.
   */
  readonly format: 0 | 1 | 3 | 49 | 164 | 165;
  readonly align?: string;
  readonly open?: boolean;
}

const FONTS = {
  plain: '<font><sz val="11"/><color rgb="FF1B1F24"/><name val="Calibri"/><family val="2"/></font>',
  bold: '<font><b/><sz val="11"/><color rgb="FF1B1F24"/><name val="Calibri"/><family val="2"/></font>',
  title: '<font><b/><sz val="15"/><color rgb="FF12376E"/><name val="Calibri"/><family val="2"/></font>',
  soft: '<font><sz val="10"/><color rgb="FF59636E"/><name val="Calibri"/><family val="2"/></font>',
} as const;

/** The first two are the standard's own. */
const FILLS = {
  none: '<fill><patternFill patternType="none"/></fill>',
  gray: '<fill><patternFill patternType="gray125"/></fill>',
  input: '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF8DC"/><bgColor indexed="64"/></patternFill></fill>',
  head: '<fill><patternFill patternType="solid"><fgColor rgb="FFE3EAF5"/><bgColor indexed="64"/></patternFill></fill>',
  fixed: '<fill><patternFill patternType="solid"><fgColor rgb="FFF3F4F6"/><bgColor indexed="64"/></patternFill></fill>',
} as const;

/** Stands off from the edge of the cell before it; an indent counts only where a side is named. */
const indented = (by: 1 | 2): string => `<alignment horizontal="left" vertical="top" wrapText="1" indent="${by}"/>`;
const TOP = '<alignment vertical="top" wrapText="1"/>';
const input = (format: Look['format']): Look => ({ font: 'plain', fill: 'input', edged: true, format, align: TOP, open: true });

const LOOKS: Readonly<Record<CellStyle, Look>> = {
  plain: { font: 'plain', fill: 'none', edged: false, format: 0, align: TOP },
  title: { font: 'title', fill: 'none', edged: false, format: 0, align: '<alignment vertical="center"/>' },
  section: { font: 'bold', fill: 'none', edged: false, format: 0, align: '<alignment vertical="center" wrapText="1"/>' },
  head: { font: 'bold', fill: 'head', edged: true, format: 0, align: '<alignment vertical="center" wrapText="1"/>' },
  number: { font: 'soft', fill: 'none', edged: false, format: 0, align: '<alignment horizontal="left" vertical="top"/>' },
  label: { font: 'plain', fill: 'none', edged: false, format: 0, align: TOP },
  choice: { font: 'plain', fill: 'none', edged: false, format: 0, align: indented(2) },
  soft: { font: 'soft', fill: 'none', edged: false, format: 0, align: indented(1) },
  fixed: { font: 'plain', fill: 'fixed', edged: true, format: 0, align: TOP },
  total: { font: 'bold', fill: 'fixed', edged: true, format: 0, align: TOP },
  input: input(49),
  inputInteger: input(3),
  inputDecimal: input(0),
  inputYear: input(1),
  inputDate: input(164),
  inputMark: { ...input(49), align: '<alignment horizontal="center" vertical="top"/>' },
  cell: { font: 'plain', fill: 'none', edged: false, format: 0, open: true },
  cellPercent: { font: 'plain', fill: 'none', edged: false, format: 165, open: true },
};

const STYLES = Object.keys(LOOKS) as readonly CellStyle[];

export const styleNumber = (style: CellStyle): number => STYLES.indexOf(style);

/** The part that says how each style looks (18.8). */
export function printStyles(): string {
  const [fonts, fills] = [Object.keys(FONTS), Object.keys(FILLS)];
  const xfs = Object.values(LOOKS).map(({ font, fill, edged, format, align, open }) =>
    `<xf numFmtId="${format}" fontId="${fonts.indexOf(font)}" fillId="${fills.indexOf(fill)}" borderId="${edged ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">`
    + `${align ?? ''}<protection locked="${open === true ? 0 : 1}"/></xf>`);
  const edge = (side: string): string => `<${side} style="thin"><color rgb="FFC3CAD4"/></${side}>`;
  return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    + '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="0.##%"/></numFmts>'
    + `<fonts count="${fonts.length}">${Object.values(FONTS).join('')}</fonts><fills count="${fills.length}">${Object.values(FILLS).join('')}</fills>`
    + `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(edge).join('')}<diagonal/></border></borders>`
    + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    + `<cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

/** A text as an attribute: lines are kept. */
export function attribute(text: string): string {
  return escapeXml(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
}

/** A text as XML takes it; characters it does not take are written as workbooks write them, `_x000B_`. */
export function escapeXml(text: string): string {
  return text
    .replace(/_x[0-9A-Fa-f]{4}_/g, (found) => `_x005F${found}`)
    .replace(/[^\t\n -\uFFFD]/g, (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
