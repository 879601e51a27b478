import type { GetServerSideProps } from 'next';
import { unreadOf } from '../lib/unread';

export const getServerSideProps: GetServerSideProps = async ({ req }) => {
  const { patient, token } = JSON.parse(req.cookies.session ?? '{}');
  return { props: { unread: await unreadOf(patient, token) } };
};

export default function Messages({ unread }: { unread: number }) {
  return <h1>{unread} new messages from your doctor</h1>;
}
