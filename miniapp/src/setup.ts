// Imported first: WeChat forbids `new Function`, which zod tries when the first schema is built.
import { z } from 'zod';

z.config({ jitless: true });
