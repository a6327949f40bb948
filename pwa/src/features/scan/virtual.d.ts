/** Made by build/decoder.ts. */
declare module "virtual:decoder" {
  const url: string;
  export default url;
}
