import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Where a code stands as text, and where it is only handed on and has to be followed by eye. */
export interface CodeUse {
  code: string | undefined;
  place: string;
}

/** Constructors whose first argument is a code: the family of lib/errors.ts, and the 400 of http. */
const carriers = new Set(
  'NotFound Gone Redacted Forbidden Unauthenticated Conflict PreconditionRequired Stale Invalid TooLarge Unsupported TooMany Unavailable Malformed'.split(
    ' ',
  ),
);

/** Every code that src/ may answer with. */
export function findCodes(): CodeUse[] {
  const root = fileURLToPath(new URL('../../src/', import.meta.url));
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.d.ts'),
  );
  return paths.flatMap((path) => codesIn(path, readFileSync(root + path, 'utf8')));
}

export function codesIn(path: string, text: string): CodeUse[] {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const uses: CodeUse[] = [];
  const placeOf = (node: ts.Node) => `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const add = (node: ts.Node) => (code: string) => void uses.push({ code, place: placeOf(node) });
  const take = (node: ts.Expression) => {
    if (ts.isConditionalExpression(node)) {
      take(node.whenTrue);
      take(node.whenFalse);
      return;
    }
    uses.push({ code: ts.isStringLiteralLike(node) ? node.text : undefined, place: placeOf(node) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && carriers.has(node.expression.getText()) && node.arguments?.[0])
      take(node.arguments[0]);
    if (ts.isCallExpression(node) && node.expression.getText() === 'invalid' && node.arguments.length > 1) {
      const given = node.arguments[2];
      if (given) take(given);
      else add(node)('invalid');
    }
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'code' && isChosenText(node.initializer))
      take(node.initializer);
    // A table of refusals has codes for keys; `codeOf` of http/problems.ts answers with the framework's failures.
    if (ts.isVariableDeclaration(node) && node.name.getText().toLowerCase() === 'refusals')
      keysOf(node).forEach(add(node));
    if (ts.isFunctionDeclaration(node) && node.name?.text === 'codeOf') textsIn(node).forEach(add(node));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return uses;
}

function isChosenText(node: ts.Expression): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    (ts.isConditionalExpression(node) && isChosenText(node.whenTrue) && isChosenText(node.whenFalse))
  );
}

function keysOf(declaration: ts.VariableDeclaration): string[] {
  let value = declaration.initializer;
  while (value !== undefined && (ts.isAsExpression(value) || ts.isSatisfiesExpression(value))) value = value.expression;
  return value !== undefined && ts.isObjectLiteralExpression(value)
    ? value.properties.map((property) => property.name!.getText())
    : [];
}

/** The words in snake_case among the texts of a function. */
function textsIn(node: ts.Node): string[] {
  const own = ts.isStringLiteral(node) && /^[a-z]+(_[a-z]+)+$/.test(node.text) ? [node.text] : [];
  const children: string[] = [];
  ts.forEachChild(node, (child) => void children.push(...textsIn(child)));
  return [...own, ...children];
}
