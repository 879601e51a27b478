import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';

export interface Household {
  id: string;
  street: string;
}

interface Chosen {
  household: Household;
  all: Household[];
  choose(household: Household): void;
}

const Households = createContext<Chosen | null>(null);

export function HouseholdsProvider({ all, children }: { all: Household[]; children: ReactNode }) {
  const [household, choose] = useState(all[0]);
  const chosen = useMemo(() => ({ household, all, choose }), [household, all]);
  return <Households.Provider value={chosen}>{children}</Households.Provider>;
}

export const useHousehold = () => useContext(Households)!;
