/**
 * What is wrong with the value of a `--mount` flag, as far as BuildKit knows before it expands variables.
 * undefined: nothing.
 */
export function mountProblem(value: string): string | undefined {
  const fields = splitCsv(value);
  if (!fields) return 'expected a list such as type=cache,target=/path, in the form of a CSV line';
  for (const [key, text] of fields.map(splitField)) {
    const at = key.toLowerCase() === 'from' ? (text?.indexOf('$') ?? -1) : -1;
    if (at >= 0 && at < text!.length - 1)
      return 'from cannot have variables: give the image a stage of its own (FROM image AS name) and name that stage';
  }
  return undefined;
}

/** What is wrong with the value of a `--device` flag; undefined: nothing. */
export function deviceProblem(value: string): string | undefined {
  const fields = splitCsv(value);
  if (!fields) return 'expected a device such as vendor.com/class=name, in the form of a CSV line';
  let device = '';
  for (const field of fields) {
    const [written, text] = splitField(field);
    const key = written.toLowerCase();
    if (key === 'required' && text === undefined) continue;
    if (key === 'required' && text !== undefined) {
      if (!/^(?:[01tTfF]|true|TRUE|True|false|FALSE|False)$/.test(text))
        return 'expected true or false after required=';
    } else if (key === 'name' && text !== undefined) {
      if (device !== '') return 'it names two devices';
      device = text;
    } else if (device === '') {
      device = field;
    } else {
      return 'expected nothing but name=..., and required, after the device';
    }
  }
  return undefined;
}

/** The text before and, if there is one, after the first `=`. */
function splitField(field: string): [string, string?] {
  const at = field.indexOf('=');
  return at < 0 ? [field] : [field.slice(0, at), field.slice(at + 1)];
}

/** The fields of one line of CSV; undefined when it is empty or its quotes are wrong. */
function splitCsv(line: string): string[] | undefined {
  if (line === '') return undefined;
  const fields: string[] = [];
  for (let at = 0; ;) {
    const end = fieldEnd(line, at);
    const field = line.slice(at, end);
    if (end === undefined || (end < line.length && line[end] !== ',')) return undefined;
    fields.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === line.length) return fields;
    at = end + 1;
  }
}

/** Where a field ends; in quotes, two quotes stand for one. */
function fieldEnd(line: string, at: number): number | undefined {
  if (line[at] !== '"') {
    const comma = line.indexOf(',', at);
    const end = comma < 0 ? line.length : comma;
    return line.slice(at, end).includes('"') ? undefined : end;
  }
  for (let close = line.indexOf('"', at + 1); close >= 0; close = line.indexOf('"', close + 2))
    if (line[close + 1] !== '"') return close + 1;
  return undefined;
}
