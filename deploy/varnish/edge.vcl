vcl 4.1;

# Varnish 7 in front of Edge, with vmod xkey (Debian: varnish, varnish-modules).
#
#   varnishd -f /etc/varnish/edge.vcl -p vcl_path=/etc/varnish -p http_gzip_support=off
#
# It keeps what the nodes say may be kept by all, until they purge it or its s-maxage is over. Nobody is served what was purged, except
# while the nodes cannot answer (stale-if-error). Without http_gzip_support=off it works too, but brotli is lost.

import std;
import xkey;

include "backends.vcl";

sub vcl_recv {
    if (req.restarts == 0) {
        unset req.http.X-Edge-Want;
    }
    unset req.http.X-Edge-Public;
    call edge_backend;

    if (req.method == "PURGE") {
        call edge_purge;
    }
    unset req.http.X-Edge-Purge;
    unset req.http.X-Edge-Secret;

    # What may belong to one person goes through untouched, and its answer is not kept.
    if (req.http.Upgrade) {
        return (pipe);
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    if (req.http.Authorization || req.http.Signature-Input) {
        return (pass);
    }

    # Streams of events never end and are one page's own.
    if (req.url ~ "^/s/[A-Za-z0-9_-]+/live(\?|$)") {
        return (pass);
    }

    # The answers at these paths are the same for everyone. Only here cookies do not matter, and no path that merely looks like one of
    # them is taken for it: what is encoded in it stays encoded.
    if (req.url ~ "^/s/[A-Za-z0-9_-]+\.json(\?|$)" || req.url ~ "^/api/v1/carriers(\?|$)" || req.url ~ "^/assets/[A-Za-z0-9._-]+(\?|$)") {
        set req.http.X-Edge-Public = "1";
        set req.url = regsub(req.url, "\?.*$", "");
        unset req.http.Cookie;
    }
    if (req.http.Cookie) {
        return (pass);
    }

    # Three variants for all that browsers say, and for files of the web app the differences from those that a browser has.
    if (req.url !~ "^/assets/" || req.http.Available-Dictionary !~ "^:[A-Za-z0-9+/]{43}=:$"
        || req.http.Accept-Encoding !~ "(?i)(^|[ ,])dcz *(,|$|; *q=(1|0\.\d*[1-9]))") {
        unset req.http.Available-Dictionary;
    }
    if (req.http.Available-Dictionary) {
        set req.http.Accept-Encoding = "dcz, br, gzip";
    } elsif (req.http.Accept-Encoding ~ "(?i)(^|[ ,])br *(,|$|; *q=(1|0\.\d*[1-9]))") {
        set req.http.Accept-Encoding = "br, gzip";
    } elsif (req.http.Accept-Encoding ~ "(?i)(^|[ ,])gzip *(,|$|; *q=(1|0\.\d*[1-9]))") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }

    if (req.http.X-Edge-Want == "fresh") {
        set req.grace = 0s;
    } elsif (req.http.X-Edge-Want == "any") {
        set req.grace = 365d;
    }
    return (hash);
}

sub edge_purge {
    call edge_secret;
    if (client.ip !~ edge_purgers || !req.http.X-Edge-Secret || req.http.X-Edge-Secret != req.http.X-Edge-Expected) {
        return (synth(403, "Forbidden"));
    }
    # Soft: the lifetime ends, but what is there can still stand in for nodes that cannot answer.
    set req.http.X-Edge-Purged = xkey.softpurge(req.http.X-Edge-Purge);
    return (synth(200, "Purged"));
}

# The public answers do not depend on the host, so that no made-up host makes a copy of its own.
sub vcl_hash {
    hash_data(req.url);
    if (!req.http.X-Edge-Public) {
        hash_data(req.http.Host);
    }
    return (lookup);
}

sub vcl_hit {
    if (obj.ttl > 0s || req.http.X-Edge-Want == "any") {
        return (deliver);
    }
    # Its lifetime is over. It ended before its time if it was purged: then a newer answer is waited for, as it is when
    # stale-while-revalidate is over. Else this one is delivered, and a newer one fetched meanwhile.
    if (obj.age + obj.ttl + 0.01s < std.duration(obj.http.X-Edge-Ttl + "s", 0s)
        || 0s - obj.ttl > std.duration(obj.http.X-Edge-Swr + "s", 0s)) {
        set req.http.X-Edge-Want = "fresh";
        return (restart);
    }
    return (deliver);
}

sub vcl_miss {
    if (req.http.X-Edge-Want == "any") {
        return (synth(503, "Service Unavailable"));
    }
    return (fetch);
}

sub vcl_backend_fetch {
    unset bereq.http.X-Edge-Want;
    unset bereq.http.X-Edge-Public;
    unset bereq.http.X-Edge-Expected;
}

sub vcl_backend_response {
    if (beresp.status >= 500) {
        if (bereq.is_bgfetch) {
            return (abandon);
        }
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        set beresp.keep = 0s;
        set beresp.uncacheable = true;
        return (deliver);
    }
    if (bereq.uncacheable) {
        return (deliver);
    }
    if (beresp.ttl <= 0s || beresp.status != 200 || beresp.http.Set-Cookie || beresp.http.Vary == "*"
        || beresp.http.Cache-Control !~ "(?i)(^|[ ,])public([ ,]|$)"
        || beresp.http.Cache-Control ~ "(?i)(^|[ ,])(private|no-store|no-cache)([ ,=]|$)") {
        set beresp.ttl = 60s;
        set beresp.uncacheable = true;
        return (deliver);
    }
    set beresp.http.X-Edge-Ttl = beresp.ttl;
    set beresp.http.X-Edge-Swr = "0";
    if (beresp.http.Cache-Control ~ "stale-while-revalidate=\d") {
        set beresp.http.X-Edge-Swr = regsub(beresp.http.Cache-Control, "^.*stale-while-revalidate=(\d+).*$", "\1");
    }
    set beresp.grace = std.duration(beresp.http.X-Edge-Swr + "s", 0s);
    if (beresp.http.Cache-Control ~ "stale-if-error=\d") {
        set beresp.grace = std.duration(regsub(beresp.http.Cache-Control, "^.*stale-if-error=(\d+).*$", "\1s"), 0s);
    }
    # These are one caller's.
    unset beresp.http.X-Request-Id;
    unset beresp.http.RateLimit;
    unset beresp.http.RateLimit-Policy;
    return (deliver);
}

sub vcl_deliver {
    # The nodes cannot answer: what was here before stands in, if it is allowed to.
    if (resp.status >= 500 && req.http.X-Edge-Public && req.http.X-Edge-Want != "any" && req.restarts < 3) {
        set req.http.X-Edge-Want = "any";
        return (restart);
    }
    call edge_cache_status;
    # Without a CDN before this cache nobody purges what is kept further out.
    if (obj.uncacheable == false && !resp.http.Cache-Tag && !resp.http.Surrogate-Key && resp.http.Cache-Control ~ "s-maxage") {
        set resp.http.Cache-Control = "public, no-cache";
    }
    unset resp.http.xkey;
    unset resp.http.X-Edge-Ttl;
    unset resp.http.X-Edge-Swr;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
    return (deliver);
}

# RFC 9211. What the nodes said of their own caches is kept where it is of this request.
sub edge_cache_status {
    if (obj.hits > 0 && obj.ttl > 0s) {
        set resp.http.X-Edge-Status = "varnish; hit; ttl=" + regsub(obj.ttl, "\..*$", "");
    } elsif (obj.hits > 0) {
        set resp.http.X-Edge-Status = "varnish; hit; ttl=" + regsub(obj.ttl, "\..*$", "") + "; detail=stale";
    } elsif (obj.uncacheable) {
        set resp.http.X-Edge-Status = "varnish; fwd=bypass";
    } else {
        set resp.http.X-Edge-Status = "varnish; fwd=miss; stored";
    }
    if (obj.hits == 0 && resp.http.Cache-Status) {
        set resp.http.Cache-Status = resp.http.Cache-Status + ", " + resp.http.X-Edge-Status;
    } else {
        set resp.http.Cache-Status = resp.http.X-Edge-Status;
    }
    unset resp.http.X-Edge-Status;
}

sub vcl_synth {
    set resp.http.Cache-Control = "no-store";
    unset resp.http.X-Varnish;
    if (req.http.X-Edge-Purged) {
        set resp.http.X-Edge-Purged = req.http.X-Edge-Purged;
        synthetic("");
        return (deliver);
    }
    if (resp.status == 503) {
        set resp.http.Retry-After = "1";
    }
    set resp.http.Content-Type = "application/problem+json";
    synthetic({"{"title":""} + resp.reason + {"","status":"} + resp.status + {"}"});
    return (deliver);
}

sub vcl_backend_error {
    set beresp.http.Cache-Control = "no-store";
    set beresp.http.Content-Type = "application/problem+json";
    set beresp.http.Retry-After = "1";
    set beresp.uncacheable = true;
    set beresp.ttl = 0s;
    synthetic({"{"title":"The service cannot be reached","status":503}"});
    return (deliver);
}
