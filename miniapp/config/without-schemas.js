/**
 * A page asks by the method and the path of a contract; what goes in and out is checked by the server, and by types
 * before that. So the web app ships its contracts without their schemas, whose building took a third of what a phone
 * does before it shows anything. What nothing refers to any more is left out by webpack: `shared` has no side effects
 * (its package.json). A form that checks what it was given imports its schema itself.
 */
const LEFT_OUT = new Set(['params', 'query', 'body', 'response']);
/** What makes a contract: `contract` of shared/src/contract.ts, and `command` of shared/src/issues/contract.ts. */
const MAKERS = new Set(['contract', 'command']);

module.exports = ({ types: t }) => {
  const isSchema = (property) => t.isObjectProperty(property) && LEFT_OUT.has(property.key.name);
  const call = (path) => {
    const { callee, arguments: given } = path.node;
    if (t.isIdentifier(callee) && MAKERS.has(callee.name)) {
      for (const entry of given.filter((each) => t.isObjectExpression(each)))
        entry.properties = entry.properties.filter((property) => !isSchema(property));
    }
    const whileLoading = path.getFunctionParent() === null;
    if (whileLoading) path.addComment('leading', '#__PURE__');
  };
  return { name: 'without-schemas', visitor: { CallExpression: call, NewExpression: call } };
};
