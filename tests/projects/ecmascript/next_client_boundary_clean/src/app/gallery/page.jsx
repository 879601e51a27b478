import VisitorChat from '@/components/VisitorChat';

export default async function Page({ searchParams }) {
  const { visitor } = await searchParams;
  return <VisitorChat visitor={JSON.parse(visitor)} />;
}
