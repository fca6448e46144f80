/** How a currency is printed; its code itself is always read. */
export interface ListedCurrency {
  readonly code: string;
  /** Signs and words in front of an amount, in lower case: `£`, `us$`, `fr.`. */
  readonly signs: readonly string[];
  /** Words behind an amount, singular. */
  readonly nouns: readonly string[];
  /** What a hundredth of it is called, where it has one that is printed. */
  readonly hundredths: readonly string[];
}

type Row = readonly [code: string, signs: string, nouns: string, hundredths: string];

/** The codes of ISO 4217 that are in use for money that is spent. */
const CODES = (
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN ' +
  'BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL ' +
  'GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF ' +
  'KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN ' +
  'MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD ' +
  'SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH ' +
  'UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG'
).split(' ');

/** A sign that several currencies share (`$`, `¥`, `kr`) stands for each of them. */
const PRINTED: readonly Row[] = [
  ['GBP', '£|gb£|stg£', 'pound|pound sterling|pounds sterling|quid', 'penny|pence|p'],
  ['EUR', '€', 'euro|€', 'cent|euro cent|eurocent'],
  ['USD', '$|us$|us $', 'dollar|us dollar|american dollar|$', 'cent|us cent|¢'],
  ['AUD', '$|a$|au$', 'dollar|australian dollar', 'cent|¢'],
  ['CAD', '$|c$|ca$', 'dollar|canadian dollar', 'cent|¢'],
  ['NZD', '$|nz$', 'dollar|new zealand dollar', 'cent|¢'],
  ['SGD', '$|s$', 'dollar|singapore dollar', 'cent|¢'],
  ['HKD', '$|hk$', 'dollar|hong kong dollar', 'cent|¢'],
  ['TWD', '$|nt$', 'dollar|new taiwan dollar', ''],
  ['JMD', '$|j$', 'dollar|jamaican dollar', 'cent|¢'],
  ['BBD', '$|bds$', 'dollar|barbados dollar|barbadian dollar', 'cent|¢'],
  ['BSD', '$|b$', 'dollar|bahamian dollar', 'cent|¢'],
  ['BMD', '$|bd$', 'dollar|bermudian dollar', 'cent|¢'],
  ['BND', '$|b$', 'dollar|brunei dollar', 'cent|¢'],
  ['BZD', '$|bz$', 'dollar|belize dollar', 'cent|¢'],
  ['FJD', '$|fj$', 'dollar|fijian dollar', 'cent|¢'],
  ['GYD', '$|g$', 'dollar|guyanese dollar', 'cent|¢'],
  ['KYD', '$|ci$', 'dollar|cayman islands dollar', 'cent|¢'],
  ['LRD', '$|l$', 'dollar|liberian dollar', 'cent|¢'],
  ['NAD', '$|n$', 'dollar|namibian dollar', 'cent|¢'],
  ['SBD', '$|si$', 'dollar|solomon islands dollar', 'cent|¢'],
  ['SRD', '$', 'dollar|surinamese dollar', 'cent|¢'],
  ['TTD', '$|tt$', 'dollar|trinidad and tobago dollar', 'cent|¢'],
  ['XCD', '$|ec$', 'dollar|east caribbean dollar', 'cent|¢'],
  ['MXN', '$|mx$|mex$', 'peso|mexican peso', 'centavo'],
  ['BRL', 'r$', 'real|reais|brazilian real', 'centavo'],
  ['JPY', '¥|jp¥', 'yen|japanese yen|円', ''],
  ['CNY', '¥|cn¥|rmb', 'yuan|renminbi|rmb|chinese yuan|元', 'fen'],
  ['CHF', 'fr.|sfr.|fr', 'franc|swiss franc|fr.|fr', 'rappen|centime'],
  ['SEK', 'kr|skr', 'krona|kronor|swedish krona|swedish kronor|kr', 'öre'],
  ['NOK', 'kr|nkr', 'krone|kroner|norwegian krone|norwegian kroner|kr', 'øre'],
  ['DKK', 'kr|kr.|dkr', 'krone|kroner|danish krone|danish kroner|kr', 'øre'],
  ['ISK', 'kr|ikr', 'króna|krónur|icelandic króna|kr', ''],
  ['INR', '₹|rs.|rs', 'rupee|indian rupee', 'paisa|paise'],
  ['PKR', '₨|rs.|rs', 'rupee|pakistani rupee', 'paisa|paise'],
  ['LKR', 'rs.|rs', 'rupee|sri lankan rupee', 'cent'],
  ['NPR', 'rs.|rs', 'rupee|nepalese rupee', 'paisa|paise'],
  ['MUR', 'rs.|rs', 'rupee|mauritian rupee', 'cent'],
  ['KRW', '₩', 'won|south korean won|₩', ''],
  ['PLN', 'zł', 'zloty|złoty|zł', 'grosz|groszy'],
  ['CZK', 'kč', 'koruna|czech koruna|kč', 'haléř'],
  ['HUF', 'ft', 'forint|ft', ''],
  ['RUB', '₽', 'rouble|ruble|₽', 'kopeck|kopek'],
  ['UAH', '₴', 'hryvnia|₴', 'kopiyka'],
  ['TRY', '₺', 'lira|turkish lira|₺', 'kuruş'],
  ['ILS', '₪', 'shekel|₪', 'agora'],
  ['NGN', '₦', 'naira|₦', 'kobo'],
  ['GHS', '₵|gh₵', 'cedi|₵', 'pesewa'],
  ['KES', 'ksh', 'shilling|kenyan shilling', 'cent'],
  ['ZAR', 'r', 'rand', 'cent'],
  ['THB', '฿', 'baht|฿', 'satang'],
  ['VND', '₫', 'dong|₫', ''],
  ['PHP', '₱', 'peso|philippine peso', 'centavo'],
  ['AED', 'dh|dhs', 'dirham|uae dirham', 'fils'],
  ['SAR', 'sr', 'riyal|saudi riyal', 'halala'],
];

const split = (text: string): readonly string[] => (text === '' ? [] : text.split('|'));

/** Every currency of ISO 4217, with what is known of how it is printed. */
export const CURRENCIES: readonly ListedCurrency[] = CODES.map((code) => {
  const [, signs = '', nouns = '', hundredths = ''] =
    PRINTED.find(([listed]) => listed === code) ?? [];
  return { code, signs: split(signs), nouns: split(nouns), hundredths: split(hundredths) };
});
