import type { GetServerSideProps } from 'next';
import { unreadOf } from '../lib/unread';

export const getServerSideProps: GetServerSideProps = async ({ req }) => {
  return { props: { unread: await unreadOf(String(req.cookies.patient)) } };
};

export default function Messages({ unread }: { unread: number }) {
  return <h1>{unread} new messages from your doctor</h1>;
}
