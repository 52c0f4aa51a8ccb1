import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** What one source file says that the house has rules about. Paths are relative to `src/`, with slashes. */
export interface SourceFile {
  path: string;
  /** Files of `src/` that it names in an import of any form: types, re-exports and `import()` too. */
  imports: string[];
  /** What it may not hold everywhere, each with its line. */
  findings: Finding[];
}

export type FindingKind = 'way out' | 'environment' | 'default export' | 'enum' | 'unknown import';
export interface Finding {
  kind: FindingKind;
  line: number;
  text: string;
}

/** Modules that open connections to elsewhere; importing their types is harmless. */
const waysOut = new Set(['node:http', 'node:https', 'node:http2', 'http', 'https', 'undici']);

/** Every TypeScript file below `src/`. */
export function readSourceFiles(): SourceFile[] {
  const root = fileURLToPath(new URL('../../src/', import.meta.url));
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'));
  const known = new Set(paths);
  return paths.sort().map((path) => parseSourceFile(path, readFileSync(`${root}${path}`, 'utf8'), known));
}

/**
 * Reads the syntax tree, so that comments, strings and template texts never count.
 * @param known every path of `src/`: a relative import of anything else is a finding
 */
export function parseSourceFile(path: string, text: string, known: ReadonlySet<string>): SourceFile {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const file: SourceFile = { path, imports: [], findings: [] };
  const find = (kind: FindingKind, node: ts.Node) => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    file.findings.push({ kind, line, text: node.getText().split('\n', 1)[0]! });
  };
  const take = (node: ts.Node, specifier: string, typeOnly: boolean) => {
    if (waysOut.has(specifier) && !typeOnly) find('way out', node);
    if (!specifier.startsWith('.')) return;
    const target = posix.normalize(posix.join(posix.dirname(path), specifier));
    if (known.has(target)) file.imports.push(target);
    // Outside src/ only data may be imported, e.g. package.json.
    else if (!target.startsWith('../') || /\.[cm]?[jt]s$/.test(target)) find('unknown import', node);
  };
  const visit = (node: ts.Node): void => {
    const named = importedModule(node);
    if (named !== undefined) take(node, named.specifier, named.typeOnly);
    if (isFetch(node)) find('way out', node);
    if (isEnvironment(node)) find('environment', node);
    if (isDefaultExport(node)) find('default export', node);
    if (ts.isEnumDeclaration(node)) find('enum', node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return file;
}

function importedModule(node: ts.Node): { specifier: string; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node)) return literal(node.moduleSpecifier, isTypeOnly(node.importClause));
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) return literal(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return literal(node.argument.literal, true);
  const isImportCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isImportCall && node.arguments[0] ? literal(node.arguments[0], false) : undefined;
}

function literal(node: ts.Node, typeOnly: boolean): { specifier: string; typeOnly: boolean } | undefined {
  return ts.isStringLiteralLike(node) ? { specifier: node.text, typeOnly } : undefined;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined || clause.name !== undefined) return clause?.isTypeOnly ?? false;
  const bindings = clause.namedBindings;
  return (
    clause.isTypeOnly ||
    (bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.every((e) => e.isTypeOnly))
  );
}

/** The global `fetch`, called, handed on, or reached through `globalThis`; not a property or key of that name. */
function isFetch(node: ts.Node): boolean {
  if (!ts.isIdentifier(node) || node.text !== 'fetch') return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node)
    return parent.expression.getText() === 'globalThis';
  const isName =
    ('name' in parent && parent.name === node) || ('propertyName' in parent && parent.propertyName === node);
  return ts.isShorthandPropertyAssignment(parent) || !(isName || ts.isTypeQueryNode(parent));
}

function isEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && isProcess(node.expression);
  if (ts.isElementAccessExpression(node)) return isProcess(node.expression);
  if (ts.isVariableDeclaration(node)) {
    return (
      ts.isObjectBindingPattern(node.name) &&
      node.initializer !== undefined &&
      isProcess(node.initializer) &&
      /\benv\b/.test(node.name.getText())
    );
  }
  const isNamed = ts.isImportSpecifier(node) && (node.propertyName ?? node.name).text === 'env';
  return isNamed && /^(node:)?process$/.test((node.parent.parent.parent.moduleSpecifier as ts.StringLiteral).text);
}

function isProcess(node: ts.Node): boolean {
  return /^(globalThis\.)?process$/.test(node.getText());
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword) ?? false)
  );
}
