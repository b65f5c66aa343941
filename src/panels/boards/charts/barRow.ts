/** One bar of a ranking. `part` = a share of the value that is marked (overdue, unacknowledged); `opens` false = no list behind it. */
export interface BarRow { readonly key: string; readonly label: string; readonly value: number; readonly part?: number; readonly note?: string; readonly opens?: boolean }
