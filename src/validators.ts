import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import * as schemas from './schemas.ts';
import type { Report } from './policy.ts';

// build.js replaces this file by the functions that ajv generates for these schemas: compiling them anew at every
// start would cost 25 ms.

const ajv = new Ajv(schemas.ajvOptions);

export const configuration: ValidateFunction = ajv.compile(schemas.configuration);
export const baseline: ValidateFunction = ajv.compile(schemas.baseline);
export const report: ValidateFunction<Report> = ajv.compile<Report>(schemas.report);
