/** Texts as other programs write them, by the tables of the decoder itself. */
export function encodeIn(text: string, encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'utf-16le-bom' | 'windows-1251' | 'ibm866'): Uint8Array {
  switch (encoding) {
    case 'utf-8': return Buffer.from(text);
    case 'utf-8-bom': return Buffer.from(`\uFEFF${text}`);
    case 'utf-16le': return Buffer.from(text, 'utf16le');
    case 'utf-16le-bom': return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'utf-16be': return Buffer.from(text, 'utf16le').swap16();
    default: {
      const table = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
      return Uint8Array.from([...text], (letter) => {
        const byte = table.indexOf(letter);
        if (byte < 0) throw new Error(`${encoding} has no ${letter}`);
        return byte;
      });
    }
  }
}
