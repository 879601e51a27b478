import { loans } from '$lib/server/loans';

export const load = async ({ cookies }) => ({
  loans: (await loans(cookies.get('reader')!, cookies.get('token')!)).map((loan) => loan.id),
});
