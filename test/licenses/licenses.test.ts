import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Invalid } from '../../src/lib/errors.ts';
import { demandHosted, findLicense, licenses, licenseUrl, normalizeLicense } from '../../src/licenses/licenses.ts';

const hosted = licenses.filter((license) => license.hosted).map(({ id }) => id);

describe('findLicense and licenseUrl', () => {
  test('take the exact SPDX id', () => {
    expect(findLicense('CC-BY-4.0')).toEqual({
      id: 'CC-BY-4.0',
      name: 'Creative Commons Attribution 4.0 International',
      url: 'https://creativecommons.org/licenses/by/4.0/',
      family: 'cc-by',
      share_alike: false,
      attribution: true,
      hosted: true,
    });
    expect(licenseUrl('CC0-1.0')).toBe('https://creativecommons.org/publicdomain/zero/1.0/');
    expect(licenseUrl('CC-BY-NC-4.0')).toBe('https://creativecommons.org/licenses/by-nc/4.0/');
  });

  test.each(['cc-by-4.0', 'CC-BY', '', 'constructor', '__proto__', 'LicenseRef-ours'])('know nothing of %j', (id) => {
    expect(findLicense(id)).toBeUndefined();
    expect(licenseUrl(id)).toBeNull();
  });
});

describe('normalizeLicense', () => {
  test.each([
    ['CC-BY-4.0', 'CC-BY-4.0'],
    ['cc-by-4.0', 'CC-BY-4.0'],
    ['  CC BY 4.0 ', 'CC-BY-4.0'],
    ['CC BY 4.0.', 'CC-BY-4.0'],
    ['CC_BY_SA_3.0', 'CC-BY-SA-3.0'],
    ['CC BY-SA 3.0 AT', 'CC-BY-SA-3.0-AT'],
    ['CC BY v4.0', 'CC-BY-4.0'],
    ['Creative Commons Attribution version 4.0', 'CC-BY-4.0'],
    ['Creative Commons Attribution 4.0 International License', 'CC-BY-4.0'],
    ['Creative Commons Attribution-ShareAlike 4.0 International', 'CC-BY-SA-4.0'],
    ['Creative Commons Attribution Share Alike 3.0 Germany', 'CC-BY-SA-3.0-DE'],
    ['Attribution 4.0 International', 'CC-BY-4.0'],
    ['Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)', 'CC-BY-SA-4.0'],
    ['Creative Commons Attribution-NonCommercial-NoDerivs 3.0 Unported', 'CC-BY-NC-ND-3.0'],
    ['CC BY-NC 4.0', 'CC-BY-NC-4.0'],
    ['CC0 1.0 Universal', 'CC0-1.0'],
    ['Creative Commons Zero v1.0 Universal', 'CC0-1.0'],
    ['CC0 1.0 Universal (CC0 1.0)', 'CC0-1.0'],
    ['CC0 1.0 Universal Public Domain Dedication', 'CC0-1.0'],
    ['ODC-BY-1.0', 'ODC-By-1.0'],
    ['odbl 1.0', 'ODbL-1.0'],
    ['Open Data Commons Open Database License v1.0', 'ODbL-1.0'],
    ['FAL-1.3', 'LAL-1.3'],
    ['OGL v3.0', 'OGL-UK-3.0'],
    ['Open Government Licence v3.0', 'OGL-UK-3.0'],
    ['LICENCE OUVERTE 2.0/OPEN LICENCE 2.0', 'etalab-2.0'],
    ['dl-de/by-2-0', 'DL-DE-BY-2.0'],
    ['MIT License', 'MIT'],
  ])('reads the words %j', (text, id) => {
    expect(normalizeLicense(text)).toBe(id);
  });

  test.each([
    ['https://creativecommons.org/licenses/by/4.0/', 'CC-BY-4.0'],
    ['http://creativecommons.org/licenses/by/4.0', 'CC-BY-4.0'],
    ['https://www.creativecommons.org/licenses/by/4.0/deed', 'CC-BY-4.0'],
    ['https://creativecommons.org/licenses/by/4.0/deed.pt_BR', 'CC-BY-4.0'],
    ['https://creativecommons.org/licenses/by/4.0/legalcode', 'CC-BY-4.0'],
    ['https://creativecommons.org/licenses/by-sa/4.0/legalcode.fr', 'CC-BY-SA-4.0'],
    ['https://creativecommons.org/licenses/by-sa/4.0/?ref=chooser#top', 'CC-BY-SA-4.0'],
    ['HTTPS://CreativeCommons.org/licenses/BY/4.0/', 'CC-BY-4.0'],
    ['<https://creativecommons.org/licenses/by/4.0/>', 'CC-BY-4.0'],
    ['//creativecommons.org/licenses/by/4.0/', 'CC-BY-4.0'],
    ['creativecommons.org/licenses/by/4.0/', 'CC-BY-4.0'],
    ['http://creativecommons.org/licenses/by/3.0/us/', 'CC-BY-3.0-US'],
    ['http://creativecommons.org/licenses/by/3.0/us/deed.en', 'CC-BY-3.0-US'],
    ['https://creativecommons.org/licenses/by-sa/3.0/igo/legalcode', 'CC-BY-SA-3.0-IGO'],
    ['https://creativecommons.org/licenses/by-nd-nc/1.0/', 'CC-BY-NC-ND-1.0'],
    ['https://creativecommons.org/publicdomain/zero/1.0/deed.ja', 'CC0-1.0'],
    ['https://creativecommons.org/publicdomain/mark/1.0/', 'CC-PDM-1.0'],
    ['https://spdx.org/licenses/ODbL-1.0.html', 'ODbL-1.0'],
    ['https://spdx.org/licenses/CC-BY-4.0', 'CC-BY-4.0'],
    ['http://www.opendatacommons.org/licenses/odbl/1.0/', 'ODbL-1.0'],
    ['http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/', 'OGL-UK-3.0'],
    ['https://www.govdata.de/dl-de/by-2-0', 'DL-DE-BY-2.0'],
  ])('reads the address %j', (text, id) => {
    expect(normalizeLicense(text)).toBe(id);
  });

  test.each([
    ...[
      '',
      ' ',
      'CC',
      'CC-BY',
      'CC BY-SA',
      'cc-by-nc',
      'CC0',
      'CC BY 4',
      'Creative Commons',
      'Attribution International',
    ],
    ...[
      'GPL',
      'GFDL 1.3',
      'OGL 2.0',
      'ODbL',
      'FAL',
      'Licence Ouverte',
      'Open Government Licence - Canada',
      'Attribution 1.0 Generic',
    ],
    ...[
      'CC BY 4.0 or MIT',
      'not CC BY 4.0',
      'CC-BY-4.0+',
      'GPL-3.0+',
      'CC BY 5.0',
      'CC BY-SA 4.0 (CC BY 4.0)',
      'CC BY-SA 2.0 FR',
    ],
    ...[
      'https://creativecommons.org/licenses/by/',
      'https://creativecommons.org/licenses/by-sa/2.0/fr/',
      'https://creativecommons.org/',
    ],
    ...[
      'https://creativecommons.org.example.net/licenses/by/4.0/',
      'https://example.net/?u=creativecommons.org/licenses/by/4.0/',
    ],
    ...[
      'https://creativecommons.org@example.net/licenses/by/4.0/',
      'https://creativecommons.org/licenses/by/4.0/us/x/y',
    ],
    ...[
      'https://www.gnu.org/licenses/fdl-1.3.html',
      'https://open.canada.ca/en/open-government-licence-canada',
      'https://',
      'http://[',
    ],
    ...['constructor', `CC BY 4.0${' '.repeat(300)}x`],
  ])('does not guess at %j', (text) => {
    expect(normalizeLicense(text)).toBeUndefined();
  });

  test('never finds a licence whose version the text does not hold', () => {
    for (const { id, name } of licenses.filter((license) => /\d\.\d/.test(license.id))) {
      const bare = (text: string) => text.replace(/[\s-]*v?\d+\.\d+/, '');
      for (const text of [bare(id), bare(name)]) expect([text, normalizeLicense(text)]).toEqual([text, undefined]);
    }
  });

  test('answers any text with a known id or nothing, and its own answer with itself', () => {
    const word = fc.constantFrom(
      'cc',
      'by',
      'sa',
      'nc',
      '4.0',
      '3.0',
      '1.0',
      'AT',
      'license',
      '(',
      ')',
      '/',
      'https://creativecommons.org/licenses/',
      ' ',
      '-',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word).map((parts) => parts.join(' ')),
      fc.array(word).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (stated) => {
        const id = normalizeLicense(stated);
        return id === undefined || (findLicense(id) !== undefined && normalizeLicense(id) === id);
      }),
    );
  });
});

describe('demandHosted', () => {
  function refusalOf(id: string): Invalid {
    try {
      demandHosted(id, '/license');
    } catch (error) {
      if (error instanceof Invalid) return error;
      throw error;
    }
    throw new Error(`${id} was accepted`);
  }

  test.each(hosted)('accepts %s', (id) => {
    expect(demandHosted(id, '/license')).toBe(findLicense(id));
  });

  test('refuses with code, pointer, reason and every accepted id', () => {
    const refusal = refusalOf('CC-BY-NC-ND-4.0');
    expect(refusal.code).toBe('license_not_open');
    expect(refusal.faults).toEqual([
      { pointer: '/license', detail: expect.stringMatching(/^CC-BY-NC-ND-4\.0 is not accepted: NC .*; ND /) },
    ]);
    expect(refusal.extra).toEqual({ accepted: hosted });
    for (const id of hosted) expect(refusal.message).toContain(` ${id}`);
  });

  test.each([
    ['CC-BY-NC-4.0', /NC \(non-commercial\)/],
    ['CC-BY-ND-4.0', /ND \(no derivatives\)/],
    ['CC-BY-NC-SA-2.5-CH', /NC \(non-commercial\)/],
    ['cc by-nc', /NC \(non-commercial\)/],
    ['CC BY-NoDerivs 9', /ND \(no derivatives\)/],
    ['NCGL-UK-2.0', /NC \(non-commercial\)/],
    ['CC-BY-SA-1.0', /never leave version 1\.0/],
    ['cc by-sa 1.0', /never leave version 1\.0/],
    ['CC-BY-1.0', /warrant/],
    ['CC-PDM-1.0', /CC0-1\.0/],
    ['GFDL-1.3-or-later', /GFDL-1\.3-no-invariants/],
    ['MIT', /licence for software/],
    ['Apache-2.0', /licence for software/],
    ['GPL-3.0-only', /licence for software/],
    ['All rights reserved', /no SPDX id known here\.$/],
    ['', /^An empty licence is not accepted/],
  ])('says why %j is refused, and suggests no other', (id, reason) => {
    const refusal = refusalOf(id);
    expect(refusal.faults[0]?.detail).toMatch(reason);
    expect(refusal.extra.did_you_mean).toBeUndefined();
  });

  test.each([
    ['cc by 4.0', ['CC-BY-4.0']],
    ['cc-by-4.0', ['CC-BY-4.0']],
    ['https://creativecommons.org/licenses/by-sa/4.0/', ['CC-BY-SA-4.0']],
    ['CC-BY', ['CC-BY-4.0', 'CC-BY-3.0', 'CC-BY-2.5']],
    ['CC-BY-SA', ['CC-BY-SA-4.0', 'CC-BY-SA-3.0', 'CC-BY-SA-2.5']],
    ['CC0', ['CC0-1.0']],
    ['CC-BY-4', ['CC-BY-4.0']],
    ['CCBY-4.0', ['CC-BY-4.0']],
    ['CC-BY-AS-4.0', ['CC-BY-SA-4.0']],
    ['ODBL', ['ODbL-1.0']],
    ['GFDL', ['GFDL-1.3-no-invariants-or-later', 'GFDL-1.3-no-invariants-only']],
  ])('asks whether %j meant %j', (id, suggestions) => {
    const refusal = refusalOf(id);
    expect(refusal.extra.did_you_mean).toEqual(suggestions);
    expect(refusal.message).toContain(`did you mean ${suggestions.join(' or ')}?`);
  });

  test('refuses any other text, shortly and soon', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (id) => {
        fc.pre(!hosted.includes(id));
        return refusalOf(id).faults[0]!.detail.length < 400;
      }),
    );
  });
});
