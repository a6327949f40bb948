# What is particular to this installation; edge.vcl includes it. Keep it readable for Varnish only: it holds the secret.

import directors;

probe edge_ready {
    .url = "/health/ready";
    .interval = 1s;
    .timeout = 1s;
    .window = 3;
    .threshold = 2;
    .initial = 2;
}

backend node_1 {
    .host = "127.0.0.1";
    .port = "8081";
    .probe = edge_ready;
}

backend node_2 {
    .host = "127.0.0.1";
    .port = "8082";
    .probe = edge_ready;
}

sub vcl_init {
    new edge_nodes = directors.round_robin();
    edge_nodes.add_backend(node_1);
    edge_nodes.add_backend(node_2);
}

sub edge_backend {
    set req.backend_hint = edge_nodes.backend();
}

# Who may purge: the nodes, and nobody else.
acl edge_purgers {
    "localhost";
}

# The value of EDGE_CACHING__VARNISHSECRET on the nodes.
sub edge_secret {
    set req.http.X-Edge-Expected = "change-me";
}
