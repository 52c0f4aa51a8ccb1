/** The closed sets among what works are filtered and counted by: columns of `works`, whatever kind fills them. */
export const settings = ['online', 'in_person', 'async'] as const;
export const difficulties = ['easy', 'moderate', 'hard'] as const;
/** From the least to the most. */
export const maturities = ['wanted', 'outlined', 'described', 'tried', 'proven'] as const;
