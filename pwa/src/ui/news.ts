import { createContext, type FunctionComponent } from "preact";
import { useContext } from "preact/hooks";

export interface NewsProps {
  /** The public token of the parcel to be told of; without one, all shipments. */
  parcel?: string;
}

/** Offers notifications. The shell puts it in, so that a page can show it without knowing what it is made of. */
export const NewsContext = createContext<FunctionComponent<NewsProps>>(() => null);

export const useNews = () => useContext(NewsContext);
