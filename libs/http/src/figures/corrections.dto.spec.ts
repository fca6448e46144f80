import { describe, expect, it } from '@jest/globals';
import { MalformedBody, readBody } from '@ledger/web';
import { CorrectionDto } from './corrections.dto.js';

const body = {
  corrects: '01234567-89ab-8def-8123-456789abcdef',
  reason: 'misread',
  value: '14773',
  printed: '14,773',
  unit: 'offences',
};

describe('The body of a correction', () => {
  it('may leave out scale and precision, but not give them as null', async () => {
    await expect(readBody(CorrectionDto, body)).resolves.toMatchObject(body);
    for (const name of ['scale', 'precision']) {
      await expect(readBody(CorrectionDto, { ...body, [name]: null })).rejects.toThrow(
        MalformedBody,
      );
    }
  });
});
