module skyctl.dev/schemagen

go 1.26.0
