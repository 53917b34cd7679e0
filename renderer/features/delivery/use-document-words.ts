import { useTranslation } from 'react-i18next';
import type { DocumentWords } from '../../../electron/contract/document-words.ts';

/** Names and values of documents in the language in use. */
export function useDocumentWords(): DocumentWords {
  const { i18n } = useTranslation();
  return i18n.getResourceBundle(i18n.language, 'document');
}
