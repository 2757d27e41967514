#include "base/encoding.h"

/* Chinese text in GB18030: each character is a lead and a trail byte; those of GB2312 (lead 0xa1 to 0xf7, trail from 0xa1)
 * are nearly all of everyday text, and of them the level 1 of 3,755 common characters (lead 0xb0 to 0xd7). */
static int is_chinese(const unsigned char *s, size_t n)
{
    size_t pairs = 0, common = 0, marks = 0, other = 0;
    for (size_t i = 0; i < n; i++) {
        if (s[i] < 0x80)
            continue;
        if (i + 1 == n) /* cut within a character */
            break;
        if (s[i] == 0x80 || s[i] == 0xff || s[i + 1] < 0x30 || s[i + 1] == 0x7f || s[i + 1] == 0xff)
            return 0;
        if (s[i + 1] < 0x40) { /* one of four bytes, 81308130 to FE39FE39 */
            if (s[i + 1] > 0x39)
                return 0;
            i += 3;
            other++;
            continue;
        }
        pairs++;
        common += s[i] >= 0xb0 && s[i] <= 0xd7 && s[i + 1] >= 0xa1;
        marks += s[i] <= 0xa9 && s[i] >= 0xa1 && s[i + 1] >= 0xa1; /* punctuation, wide digits */
        other += s[i] > 0xf7 || s[i + 1] < 0xa1;
        i++;
    }
    return pairs >= 2 && common * 4 >= 3 * (pairs - marks) && other * 10 <= pairs;
}

/* Chinese text in Big5: lead 0xa1 to 0xf9, trail 0x40 to 0x7e or from 0xa1; lead 0xa4 to 0xc6 has the 5,401 common characters. */
static int is_traditional(const unsigned char *s, size_t n)
{
    size_t pairs = 0, common = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        if (s[i] < 0x80)
            continue;
        if (s[i] < 0xa1 || s[i] > 0xf9 || s[i + 1] < 0x40 || (s[i + 1] > 0x7e && s[i + 1] < 0xa1) || s[i + 1] == 0xff)
            return 0;
        pairs++;
        common += s[i] >= 0xa4 && s[i] <= 0xc6;
        i++;
    }
    return pairs >= 4 && common * 4 >= 3 * pairs;
}

static int is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of Windows-1252 that spreadsheets have beside letters: euro, dashes, quotes, bullet, no-break space, degree ... */
static int is_mark(unsigned char c)
{
    return c == 0x80 || c == 0x85 || (c >= 0x91 && c <= 0x97) || c == 0xa0 || c == 0xa7 || c == 0xa9 || c == 0xab || c == 0xae ||
           (c >= 0xb0 && c <= 0xb5) || c == 0xb7 || c == 0xba || c == 0xbb || c == 0xd7;
}

/* Words of other alphabets (Cyrillic, Greek, Thai) are all high bytes; Latin ones have one or two among ASCII letters. */
static int is_western(const unsigned char *s, size_t n)
{
    size_t letters = 0, accents = 0, run = 0;
    for (size_t i = 0; i < n; i++) {
        letters += (size_t)is_letter(s[i]);
        if (s[i] < 0x80 || is_mark(s[i])) {
            run = 0;
            continue;
        }
        if (s[i] < 0xc0 && s[i] != 0x8a && s[i] != 0x8c && s[i] != 0x8e && s[i] != 0x9a && s[i] != 0x9c && s[i] != 0x9e && s[i] != 0x9f)
            return 0;
        accents++;
        if (++run > 2)
            return 0;
    }
    return accents * 3 <= letters;
}

const char *encoding_guess(const char *s, size_t n)
{
    const unsigned char *bytes = (const unsigned char *)s;
    return is_chinese(bytes, n) ? "GB18030" : is_western(bytes, n) ? "WINDOWS-1252" : is_traditional(bytes, n) ? "BIG5" : NULL;
}

const char *encoding_guess_wide(const char *s, size_t n)
{
    size_t zeros[2] = {0, 0};
    for (size_t i = 0; i < n; i++)
        zeros[i % 2] += s[i] == '\0';
    if (n < 8 || (zeros[0] > 0) == (zeros[1] > 0) || zeros[0] + zeros[1] < n / 4)
        return NULL;
    return zeros[0] ? "UTF-16BE" : "UTF-16LE";
}
