namespace Triggers.Host.Commands;

/// <summary>What to enter on each git host's settings page.</summary>
internal static class WebhookSettings
{
    /// <summary>All of it, for one repository.</summary>
    /// <param name="repository">Its name.</param>
    /// <param name="address">The address of its deliveries.</param>
    /// <param name="secret">A new secret.</param>
    public static string Print(string repository, Uri address, string secret) => $"""
        Repository {repository}. A new secret for it, told here and nowhere else; put it into a file and name that:

          (umask 077; echo {secret} > {repository}.secret)
          triggers up --Git:Repositories:{repository}:SecretFiles:0={repository}.secret

        GitHub            Settings > Webhooks > Add webhook
          Payload URL       {address}
          Content type      application/json
          Secret            {secret}
          Events            Just the push event

        GitLab            Settings > Webhooks > Add new webhook
          URL               {address}
          Secret token      {secret}
          Trigger           Push events (all branches), Tag push events

        Gitea, Forgejo    Settings > Webhooks > Add webhook > Gitea (Forgejo)
          Target URL        {address}
          HTTP method       POST
          Content type      application/json
          Secret            {secret}
          Trigger on        Custom events: Push, Delete

        Gogs              Settings > Webhooks > Add a new webhook > Gogs
          Payload URL       {address}
          Content type      application/json
          Secret            {secret}
          Events            Push, Delete

        Bitbucket Cloud   Repository settings > Webhooks > Add webhook
          URL               {address}
          Secret            {secret}
          Triggers          Repository push

        Bitbucket Server  Repository settings > Webhooks > Create webhook
          URL               {address}
          Secret            {secret}
          Events            Repository: Push

        Plain git         on the machine with the repository
          triggers git hook install /srv/git/{repository}.git --repository {repository} --url {address.GetLeftPart(UriPartial.Authority)} --secret-file {repository}.secret

        """;
}
