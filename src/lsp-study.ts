import type { Diagnostic, Range, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { slashed } from './discover.ts';
import { openRanges, showFindings, showFailures } from './lsp-diagnostic.ts';
import type { Shown, ToRange } from './lsp-diagnostic.ts';
import { pathOf } from './lsp-folders.ts';
import type { Folders } from './lsp-folders.ts';
import { inspectOpen } from './lsp-inspect.ts';
import type { Inspected } from './lsp-inspect.ts';
import type { Policy } from './policy.ts';
import { visible } from './terminal.ts';

/** What is known of one version of a document. */
export type Studied = {
  uri: string;
  version: number;
  document: TextDocument;
  inspected: Inspected;
  diagnostics: Diagnostic[];
  toRange: ToRange;
  /** What there would be to say if the document had this text. */
  inspect: (text: string) => Inspected;
  /** The findings that a range of the document touches. */
  at: (range: Range) => Shown[];
};

/** Knows what is to be said of the documents that are open, as they are. */
export type Study = {
  /** Undefined when it is not open, or no file. */
  of: (uri: string) => Promise<Studied | undefined>;
  drop: (uri: string) => void;
  /** What other files say may have changed. */
  forget: () => void;
};

export function createStudy(options: {
  documents: TextDocuments<TextDocument>;
  folders: Folders;
  policy: Promise<Policy>;
}): Study {
  const { documents, folders } = options;
  const known = new Map<string, Studied>();

  function unsaved(path: string): string | undefined {
    return documents
      .all()
      .find(({ uri }) => pathOf(uri) === path)
      ?.getText();
  }

  function study(document: TextDocument, path: string, policy: Policy): Studied {
    const { uri, version } = document;
    const toRange = openRanges(path, document);
    const inspect = (text: string) => inspectSafely(text, path, policy);
    const inspected = inspect(document.getText());
    const shown = showFindings(inspected, toRange);
    return {
      uri,
      version,
      document,
      inspected,
      toRange,
      inspect,
      diagnostics: [...showFailures(inspected, path, document), ...shown.map(({ diagnostic }) => diagnostic)],
      at: ({ start, end }) =>
        shown.filter(({ diagnostic: { range } }) => {
          const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
          return document.offsetAt(start) <= to && document.offsetAt(end) >= from;
        }),
    };
  }

  /** A mistake of ours must neither end the server nor look as if all were well. */
  function inspectSafely(text: string, path: string, policy: Policy): Inspected {
    try {
      return inspectOpen({ path, text }, { folder: folders.of(path), unsaved, policy });
    } catch (error) {
      const message = `policy-check itself failed on this file: ${visible(String(error))}`;
      return { findings: [], failures: [{ file: slashed(path), message }], documents: [] };
    }
  }

  return {
    async of(uri) {
      const policy = await options.policy;
      const document = documents.get(uri);
      const path = pathOf(uri);
      if (document === undefined || path === undefined) return undefined;
      const last = known.get(uri);
      if (last?.version === document.version) return last;
      const studied = study(document, path, policy);
      known.set(uri, studied);
      return studied;
    },
    drop: (uri) => void known.delete(uri),
    forget: () => known.clear(),
  };
}
