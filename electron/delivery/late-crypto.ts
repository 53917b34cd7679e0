/**
 * Node's cryptography, loaded with its first use. An `import` of it also builds Web Cryptography, which nobody here
 * uses: 20 ms together, before the first page.
 */
export const crypto = () => process.getBuiltinModule('node:crypto');
