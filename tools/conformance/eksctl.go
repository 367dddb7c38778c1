package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/kris-nova/logger"
	"github.com/spf13/cobra"

	"github.com/weaveworks/eksctl/pkg/accessentry"
	api "github.com/weaveworks/eksctl/pkg/apis/eksctl.io/v1alpha5"
	"github.com/weaveworks/eksctl/pkg/ctl/cmdutils"
	"github.com/weaveworks/eksctl/pkg/ctl/cmdutils/filter"
	"github.com/weaveworks/eksctl/pkg/vpc"
)

// request is one file and the command that it would be passed to.
type request struct {
	ID      string `json:"id"`
	File    string `json:"file"`
	Command string `json:"command"`
}

// verdict says whether the command would get as far as asking AWS, and where it stopped if not.
type verdict struct {
	ID       string `json:"id"`
	Accepted bool   `json:"accepted"`
	Stage    string `json:"stage,omitempty"`
	Error    string `json:"error,omitempty"`
}

// The file is read from disk by eksctl's own loader, so messages carry this name.
const configName = "cluster.yaml"

func judgeEksctl(in io.Reader, out io.Writer) error {
	logger.Writer = io.Discard
	dir, err := os.MkdirTemp("", "conformance-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)

	path := dir + "/" + configName
	requests := json.NewDecoder(in)
	answers := bufio.NewWriter(out)
	encoder := json.NewEncoder(answers)
	encoder.SetEscapeHTML(false)
	for {
		var req request
		if err := requests.Decode(&req); errors.Is(err, io.EOF) {
			return answers.Flush()
		} else if err != nil {
			return fmt.Errorf("reading requests: %w", err)
		}
		if err := os.WriteFile(path, []byte(req.File), 0o600); err != nil {
			return err
		}
		stage, err := judgeFile(path, req.Command)
		answer := verdict{ID: req.ID, Accepted: err == nil}
		if err != nil {
			answer.Stage = stage
			answer.Error = strings.ReplaceAll(err.Error(), path, configName)
		}
		if err := encoder.Encode(answer); err != nil {
			return err
		}
	}
}

// judgeFile does what the command does with a file, in its order, as far as that needs no account.
// A panic of eksctl's is a refusal: the user would see a stack trace instead of a cluster.
func judgeFile(path, command string) (stage string, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("eksctl panics: %v", cause)
		}
	}()

	// As cmdutils.AddResourceCmd makes it.
	cmd := &cmdutils.Cmd{CobraCommand: &cobra.Command{}, ClusterConfigFile: path, Plan: true, Validate: true}

	stage = "load"
	if err := load(cmd, command); err != nil {
		return stage, err
	}
	cfg := cmd.ClusterConfig

	// eks.ClusterProvider.IsSupportedRegion, without the provider.
	stage = "region"
	if !slices.Contains(api.SupportedRegions(), cmd.ProviderConfig.Region) {
		return stage, cmdutils.ErrUnsupportedRegion(&cmd.ProviderConfig)
	}

	// What eksctl would have learnt from AWS by now. Versions that are written out are held against the list that EKS
	// answers with, so they pass here; commands for an existing cluster find its status filled in.
	if command == "create-cluster" || command == "create-nodegroup" {
		if v := cfg.Metadata.Version; v == "" || v == "auto" || v == "latest" || v == "default" {
			cfg.Metadata.Version = api.DefaultVersion
		}
	}
	if command != "create-cluster" {
		cfg.Status = &api.ClusterStatus{}
	}

	stage = "validate"
	if err := cmd.InitializeClusterConfig(); err != nil {
		return stage, err
	}
	if command != "create-cluster" {
		return "", nil
	}

	stage = "create"
	return stage, checkCreation(cfg)
}

// load runs the command's own loader, which decodes strictly and applies the rules that need a file only.
func load(cmd *cmdutils.Cmd, command string) error {
	switch command {
	case "create-cluster":
		return cmdutils.NewCreateClusterLoader(cmd, filter.NewNodeGroupFilter(), nil, &cmdutils.CreateClusterCmdParams{}).Load()
	case "create-nodegroup":
		return cmdutils.NewCreateNodeGroupLoader(cmd, nil, filter.NewNodeGroupFilter(), &cmdutils.NodeGroupOptions{}).Load()
	case "create-iamserviceaccount":
		return cmdutils.NewCreateIAMServiceAccountLoader(cmd, filter.NewIAMServiceAccountFilter()).Load()
	default:
		return fmt.Errorf("unknown command %q", command)
	}
}

// checkCreation repeats, in order, what create.doCreateCluster checks before it changes anything, leaving out what it
// asks AWS and whether the flux binary is installed.
func checkCreation(cfg *api.ClusterConfig) error {
	if api.IsInvalidNameArg(cfg.Metadata.Name) {
		return api.ErrInvalidName(cfg.Metadata.Name)
	}
	if err := cfg.ValidatePrivateCluster(); err != nil {
		return err
	}
	if err := cfg.ValidateClusterEndpointConfig(); err != nil {
		return err
	}
	if err := accessentry.ValidateAPIServerAccess(cfg); err != nil {
		return err
	}
	if cfg.IsControlPlaneOnOutposts() {
		return nil // the Outpost's own facts come next
	}
	if _, found := cfg.FindNodeGroupOutpostARN(); found {
		return errors.New("node groups on Outposts cannot be created with the cluster")
	}
	if cfg.HasAnySubnets() {
		return nil // the subnets are read from AWS next
	}
	zones := cfg.AvailabilityZones
	if len(zones) == 0 { // eksctl would choose as many
		zones = []string{"a", "b", "c"}[:api.RecommendedAvailabilityZones]
	}
	return vpc.SetSubnets(cfg.VPC, zones, cfg.LocalZones)
}
