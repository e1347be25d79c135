import { z } from 'zod';

const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Variation_Selector}]/u;
/** Blank to the eye, though no space: fillers that are letters by their class. */
const BLANK_LETTERS = /[\u115f\u1160\u3164\uffa0\u2800]/;
const MARKS = /\p{M}{4}/u;
const LINK = /:\/\/|\bwww\.|\b[a-z0-9-]+\.(com|net|org|io|example)\b/i;
const OURS = /^(the )?(latchkey( (team|support|staff|admin))?|admin(istrator)?|moderator|support|staff|system)$/i;

/** A name others read beside what a person says: visible, one line, no address of a page, and not ours. Everything else is escaped where it is shown. */
export const PublicName = z
  .string()
  .transform((text) => text.normalize('NFC').trim().replace(/ {2,}/g, ' '))
  .pipe(
    z
      .string()
      .min(1, 'write a name')
      .max(80, 'at most 80 letters')
      .refine((text) => !UNSEEN.test(text) && !BLANK_LETTERS.test(text), 'has characters that cannot be seen')
      .refine((text) => !MARKS.test(text), 'stacks too many marks on one letter')
      .refine((text) => /[\p{L}\p{N}]/u.test(text), 'needs a letter or a digit')
      .refine((text) => !LINK.test(text), 'must not be an address')
      .refine((text) => !OURS.test(text), 'is a name the shop keeps for itself'),
  );
