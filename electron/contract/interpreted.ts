import { z } from 'zod';

// Compiling a schema takes longer than all the parsing that it then speeds up. Holds for schemas made after this line.
z.config({ jitless: true });
