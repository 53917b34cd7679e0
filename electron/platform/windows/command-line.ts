/** One command line that CommandLineToArgvW takes apart into the same program and arguments. */
export function quoteCommandLine(command: readonly string[]): string {
  const [program = '', ...rest] = command;
  // A program's name cannot contain a quote, and backslashes before its closing quote are plain.
  return [`"${program}"`, ...rest.map(quoteArgument)].join(' ');
}

function quoteArgument(argument: string): string {
  if (argument !== '' && !/[\s"]/.test(argument)) return argument;
  // Backslashes are plain unless they stand before a quote: those are doubled, the quote itself escaped.
  return `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
}
