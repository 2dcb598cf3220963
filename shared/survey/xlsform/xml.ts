import { Parser } from 'saxen';

/** What a walk through a document meets; names of elements come without their prefix, those of attributes as they are written. */
export interface XmlVisitor {
  readonly open?: (name: string, attribute: (name: string) => string | undefined) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** A document that is not well-formed XML. */
export class BrokenXml extends Error {}

/** Walks through a document once, in time linear in its length; entities of a DTD stay as they are written. Throws {@link BrokenXml}. */
export function walkXml(xml: string, { open, close, text }: XmlVisitor): void {
  const parser = new Parser();
  parser.on('error', (error) => {
    throw new BrokenXml(error.message);
  });
  parser.on('warn', () => undefined);
  if (open) {
    parser.on('openTag', (name, attributes, decode) => {
      open(localName(name), (wanted) => {
        const value = attributes()[wanted];
        return value === undefined ? undefined : decode(value);
      });
    });
  }
  if (close) parser.on('closeTag', (name) => close(localName(name)));
  if (text) {
    parser.on('text', (found, decode) => {
      const decoded = decode(found);
      text(decoded === found ? found : wellFormed(decoded));
    });
    parser.on('cdata', text);
  }
  parser.parse(xml);
}

/** A text with U+FFFD in the place of what no text may hold: halves of a letter, and the character zero. */
export function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|\0/g, '\uFFFD');
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
