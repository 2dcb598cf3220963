import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createIntl, createIntlCache } from 'react-intl';
import type { Language } from '../../shared/ipc/service.ts';
import { localeOf } from '../../shared/text/values.ts';
import { messages, type MessageId } from './messages.ts';

export type Values = Readonly<Record<string, string | number | Date>>;
/** Prints a sentence of the screens in the reader's language. */
export type Print = (id: MessageId, values?: Values) => string;

const cache = createIntlCache();

/** {@link Print} for a language, outside of components. */
export function createPrint(language: Language): Print {
  const intl = createIntl({ locale: localeOf(language), messages: messages[language], onError: (error) => { throw error; } }, cache);
  return (id, values) => intl.formatMessage({ id }, values as Record<string, string>);
}

const TextContext = createContext<{ readonly language: Language; readonly print: Print } | null>(null);

interface TextProviderProps {
  readonly language: Language;
  readonly children: ReactNode;
}

/** Gives everything below it a language; changing it repaints, nothing is reloaded. */
export function TextProvider({ language, children }: TextProviderProps) {
  const value = useMemo(() => ({ language, print: createPrint(language) }), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = value.print('app.name');
  }, [language, value]);
  return <I18nProvider locale={localeOf(language)}><TextContext value={value}>{children}</TextContext></I18nProvider>;
}

export function useText(): Print {
  return useTextContext().print;
}

export function useLanguage(): Language {
  return useTextContext().language;
}

/** A sentence as an element. */
export function T({ id, values }: { readonly id: MessageId; readonly values?: Values }) {
  return useText()(id, values);
}

function useTextContext() {
  const value = useContext(TextContext);
  if (!value) throw new Error('Text is used outside of TextProvider.');
  return value;
}
