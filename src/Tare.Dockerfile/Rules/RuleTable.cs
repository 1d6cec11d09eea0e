using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Rules.Behaviour;
using Tare.Dockerfile.Rules.Breaks;
using Tare.Dockerfile.Rules.Bytes;
using Tare.Dockerfile.Rules.Environments;

namespace Tare.Dockerfile.Rules;

/// <summary>Every rule, in the order of the codes. A test compares the list with the types of this assembly.</summary>
public static class RuleTable
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new TD1001CleanInTheSameRun(),
        new TD1002CleanInALaterRun(),
        new TD1003CleanBeforeTheLastInstall(),
        new TD1004CleanTheLinkedCache(),
        new TD1005PipCache(),
        new TD1006AptLists(),
        new TD1007RecursiveChange(),
        new TD1008CopiedCaches(),
        new TD1009SeparateRuns(),
        new TD1010UpdatedBase(),
        new TD1011CudaTwice(),
        new TD1012ShippedCompilers(),
        new TD2001ActivateInRun(),
        new TD2002CondaRunShell(),
        new TD2003SelfReferringEnv(),
        new TD2004DefaultsChannel(),
        new TD2005FrozenChannel(),
        new TD2006DeprecatedBase(),
        new TD2007RemovedOptions(),
        new TD2008NoGlibc(),
        new TD2009MovedEnvironment(),
        new TD2010CudaOverride(),
        new TD2011MissingYes(),
        new TD2012CondaInit(),
        new TD3001CondaRunAsCommand(),
        new TD3002RootUser(),
        new TD3003FloatingTag(),
        new TD3004UnpinnedPython(),
        new TD3005UnpinnedEnvironment(),
        new TD3006CodeBeforeEnvironment(),
        new TD3007Secrets(),
        new TD3008BaseWithoutDigest(),
        new TD3009OldBase(),
        new TD3010PipOverConda(),
        new TD4001DefaultsChannel(),
        new TD4002FrozenChannel(),
        new TD4003Unpinned(),
        new TD4004PipMixed(),
        new TD4005Prefix(),
        new TD4006BuildStrings(),
        new TD4007Secrets(),
    ];
}
