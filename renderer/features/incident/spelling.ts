/** Every symbol of an incident code that has a word of its own for the phone. */
const SPELLED = [...'23456789ACEFHJKMPQRTWXY'] as Spelled[];
type Spelled =
  | ('2' | '3' | '4' | '5' | '6' | '7' | '8' | '9')
  | ('A' | 'C' | 'E' | 'F' | 'H' | 'J' | 'K' | 'M' | 'P' | 'Q' | 'R' | 'T' | 'W' | 'X' | 'Y');

export const isSpelled = (symbol: string): symbol is Spelled => SPELLED.some((each) => each === symbol);
