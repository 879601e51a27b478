import { json, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { tokenOf } from '~/models/chat.server';
import { usePlots } from '~/hooks/usePlots';

export async function loader({ request }: LoaderFunctionArgs) {
  const gardener = request.headers.get('x-user') ?? 'guest';
  return json({ gardener, token: tokenOf(gardener) });
}

export default function Plots() {
  const { gardener, token } = useLoaderData<typeof loader>();
  const plots = usePlots(gardener, token);
  return <ul>{plots.map((plot) => <li key={plot.cid}>{plot.id}</li>)}</ul>;
}
