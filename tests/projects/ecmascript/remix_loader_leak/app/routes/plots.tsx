import { json, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { plotsOf } from '~/models/chat.server';
import { session } from '~/session.server';

export async function loader({ request }: LoaderFunctionArgs) {
  const { gardener, token } = await session(request);
  const plots = await plotsOf(gardener, token);
  return json(plots.map((plot) => plot.id));
}

export default function Plots() {
  const plots = useLoaderData<typeof loader>();
  return <ul>{plots.map((plot) => <li key={plot}>{plot}</li>)}</ul>;
}
