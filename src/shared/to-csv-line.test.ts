import { expect, test } from 'vitest';
import { toCsvLine } from './to-csv-line';

test.each([
  [['plain', 3, ''], 'plain,3,\r\n'],
  [['a,b', 'say "x"', 'two\nlines'], '"a,b","say ""x""","two\nlines"\r\n'],
  [['=1+1', '+1', '-1', '@sum', '\tx'], "'=1+1,'+1,'-1,'@sum,'\tx\r\n"],
  [[-5, '=HYPERLINK("http://x.test")'], '-5,"\'=HYPERLINK(""http://x.test"")"\r\n'],
])('%j', (cells, line) => expect(toCsvLine(cells)).toBe(line));
