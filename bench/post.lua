-- The request of the project's first case, for wrk.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"app":"test_app","page":"test_page"}'
