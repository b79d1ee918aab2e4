export default function ExchangeView() {
  return <main>Exchange</main>;
}
